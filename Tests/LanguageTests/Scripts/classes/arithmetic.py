class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return V(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    def __rmul__(self, k): return self * k
    def __neg__(self): return V(-self.x, -self.y)
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __iadd__(self, o):
        self.x += o.x
        return self
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self): return bool(self.x or self.y)
    def __truediv__(self, k): return V(self.x / k, self.y / k)
v = V(3, 4)
print(v + V(1, 1), v - v, v * 2, 3 * v, -v, v @ v, abs(v), bool(V(0, 0)), v / 2)
v += V(1, 0)
print(v)
try: v + 1
except AttributeError as e: print(e)

# expect: V(4, 5) V(0, 0) V(6, 8) V(9, 12) V(-3, -4) 25 5.0 False V(1.5, 2.0)
# expect: V(4, 4)
# expect: 'int' object has no attribute 'x'
