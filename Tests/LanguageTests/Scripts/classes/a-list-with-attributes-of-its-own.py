class Row(list):
    def __init__(self, name, values):
        super().__init__(values)
        self.name = name


r = Row("a", [1, 2])
r.note = "x"
print(r.name, r, r.__dict__, r.note, vars(r))
try:
    [].name = 1
except AttributeError as e:
    print(e)
print(Row("b", (3, 4)) + r, r.__class__.__name__, hasattr(r, "append"), hasattr(r, "nothing"))

# expect: a [1, 2] {'name': 'a', 'note': 'x'} x {'name': 'a', 'note': 'x'}
# expect: 'list' object has no attribute 'name'
# expect: [3, 4, 1, 2] Row True False
