class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]

    @property
    def y(self):
        return self[1]

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


p = Point(1, 2)
x, y = p
print(p, p.x, p.y, x, y, len(p), p == (1, 2), hash(p) == hash((1, 2)), p + Point(3, 4), type(p + p).__name__, {p: "a"}[(1, 2)], p < (1, 3), p[0:1], 2 in p, list(p), isinstance(p, tuple), p.count(1))
try:
    p[0] = 5
except TypeError as e:
    print(e)
print("%s and %s" % p, [*p], max(p), tuple(p), type(tuple(p)).__name__)

# expect: (1, 2) 1 2 1 2 2 True True (4, 6) Point a True (1,) True [1, 2] True 1
# expect: 'Point' object does not support item assignment
# expect: 1 and 2 [1, 2] 2 (1, 2) tuple
