class A:
    pass


class B:
    def __init__(self):
        super().__init__()


class S(list):
    pass


class F(float):
    def __init__(self, v, unit):
        self.unit = unit


for f in (lambda: A(1), lambda: B(1), lambda: S(1), lambda: F(1.5, "m"), lambda: S([1], [2])):
    try:
        f()
    except TypeError as e:
        print(type(e).__name__)


class G(float):
    def __new__(cls, v, unit):
        return super().__new__(cls, v)

    def __init__(self, v, unit):
        self.unit = unit


g = G(1.5, "m")
print(g, g.unit, g * 2)

# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: 1.5 m 3.0
