class A:
    kind = "class"
    def __init__(self, x, y=2):
        self.x = x
        self.y = y
    def total(self, extra=0): return self.x + self.y + extra
a = A(1)
print(a.x, a.y, a.total(), a.total(extra=5), a.kind, A.kind, A.total(a), isinstance(a, A), type(a).__name__)
a.kind = "own"; A.new = 7
print(a.kind, A.kind, a.new, hasattr(a, "z"), getattr(a, "z", 0), vars(a))

# expect: 1 2 3 8 class class 3 True A
# expect: own class 7 False 0 {'x': 1, 'y': 2, 'kind': 'own'}
