from functools import cached_property
class Data:
    def __init__(self, values):
        self.values = values
    @cached_property
    def total(self):
        print("computing")
        return sum(self.values)
d = Data([1, 2, 3])
print(d.total, d.total)
d.values.append(4)
print(d.total, "total" in d.__dict__)
d.total = 99
print(d.total)
e = Data([5])
print(e.total, d.total)
# expect: computing
# expect: 6 6
# expect: 6 True
# expect: 99
# expect: computing
# expect: 5 99
