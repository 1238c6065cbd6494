class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'V({self.n})'
    def __add__(self, o): return V(self.n + (o.n if isinstance(o, V) else o)) if isinstance(o, (V, int)) else NotImplemented
    __radd__ = __add__
    def __sub__(self, o): return ('sub', o)
    def __rsub__(self, o): return ('rsub', o)
    def __mul__(self, o): return NotImplemented
    def __matmul__(self, o): return 'matmul'
    def __neg__(self): return V(-self.n)
    def __invert__(self): return 'inv'
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __divmod__(self, o): return ('divmod', o)
    def __iadd__(self, o):
        self.n += 100
        return self
    def __lt__(self, o): return self.n < o.n
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
v = V(1)
print(v + V(2), v + 3, 3 + v, sum([V(1), V(2)]), v - 1, 1 - v, v @ 2, -v, ~v, v ** 2, pow(v, 2, 3), divmod(v, 5))
w = v
v += 1
print(v, w is v, v < V(5), V(5) > v, v == V(101), v != V(1), max(V(1), V(3), V(2)), sorted([V(3), V(1)]))
for f in [lambda: v * 2, lambda: 2 * v, lambda: v / 2, lambda: v + 'a', lambda: 'a' + v, lambda: v <= v, lambda: v // v, lambda: +v, lambda: abs(v), lambda: v[0], lambda: len(v), lambda: v(), lambda: hash(v), lambda: int(v), lambda: {v: 1}]:
    try: print(f())
    except TypeError as e: print(e)

# expect: V(3) V(4) V(4) V(3) ('sub', 1) ('rsub', 1) matmul V(-1) inv ('pow', 2, None) ('pow', 2, 3) ('divmod', 5)
# expect: V(101) True False False True True V(3) [V(1), V(3)]
# expect: unsupported operand type(s) for *: 'V' and 'int'
# expect: unsupported operand type(s) for *: 'int' and 'V'
# expect: unsupported operand type(s) for /: 'V' and 'int'
# expect: unsupported operand type(s) for +: 'V' and 'str'
# expect: can only concatenate str (not "V") to str
# expect: '<=' not supported between instances of 'V' and 'V'
# expect: unsupported operand type(s) for //: 'V' and 'V'
# expect: bad operand type for unary +: 'V'
# expect: bad operand type for abs(): 'V'
# expect: 'V' object is not subscriptable
# expect: object of type 'V' has no len()
# expect: 'V' object is not callable
# expect: unhashable type: 'V'
# expect: int() argument must be a string, a bytes-like object or a real number, not 'V'
# expect: unhashable type: 'V'
