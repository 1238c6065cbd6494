class V:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"V({self.x})"

    def __add__(self, o):
        if isinstance(o, V):
            return V(self.x + o.x)
        if isinstance(o, int):
            return V(self.x + o)
        return NotImplemented

    __radd__ = __add__

    def __mul__(self, k):
        return V(self.x * k)

    def __rmul__(self, k):
        return V(k * self.x)

    def __iadd__(self, o):
        self.x += o if isinstance(o, int) else o.x
        return self

    def __sub__(self, o):
        return V(self.x - o)

    def __rsub__(self, o):
        return V(o - self.x)

    def __matmul__(self, o):
        return self.x * o.x

    def __pow__(self, n):
        return V(self.x ** n)

    def __truediv__(self, k):
        return V(self.x / k)

    def __rtruediv__(self, k):
        return V(k / self.x)

    def __lshift__(self, o):
        return f"{self} << {o}"

    def __and__(self, o):
        return "and"

    def __mod__(self, o):
        return "mod"


v = V(2)
w = v
print(v + V(1), v + 1, 1 + v, v * 3, 3 * v, v - 1, 10 - v, v @ V(5), v ** 3, v / 4, 8 / v, v << 1, v & 1, v % 2, sum([V(1), V(2)]))
v += 5
print(v, w is v)
v -= 1
print(v, w is v, w)
for f in (lambda: v + "a", lambda: "a" + v, lambda: [] + v, lambda: v ^ 1, lambda: v // 1, lambda: 1 & v, lambda: v @ 1):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(e)

# expect: V(3) V(3) V(3) V(6) V(6) V(1) V(8) 10 V(8) V(0.5) V(4.0) V(2) << 1 and mod V(3)
# expect: V(7) True
# expect: V(6) False V(7)
# expect: unsupported operand type(s) for +: 'V' and 'str'
# expect: can only concatenate str (not "V") to str
# expect: can only concatenate list (not "V") to list
# expect: unsupported operand type(s) for ^: 'V' and 'int'
# expect: unsupported operand type(s) for //: 'V' and 'int'
# expect: unsupported operand type(s) for &: 'int' and 'V'
# expect: 'int' object has no attribute 'x'
