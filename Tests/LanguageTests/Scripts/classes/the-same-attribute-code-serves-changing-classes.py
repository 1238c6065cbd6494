class A:
    def __init__(self):
        self.x = 1


class B:
    @property
    def x(self):
        return 2


class C:
    def __getattr__(self, name):
        return 3


class D(A):
    def __getattribute__(self, name):
        return 4 if name == "x" else object.__getattribute__(self, name)


class E(dict):
    x = 5


for o in [A(), B(), C(), D(), E(), A(), C(), D()] * 2:
    print(o.x, end=" ")
A.x = property(lambda self: 6)
print(B().x, C().x)
B.x = 7
print(B().x)

# expect: 1 2 3 4 5 1 3 4 1 2 3 4 5 1 3 4 2 3
# expect: 7
