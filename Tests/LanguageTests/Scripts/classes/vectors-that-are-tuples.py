class Vec(tuple):
    def __new__(cls, *parts):
        return super().__new__(cls, parts)

    def __add__(self, other):
        return Vec(*(a + b for a, b in zip(self, other)))

    def __mul__(self, k):
        return Vec(*(a * k for a in self))

    __rmul__ = __mul__

    def __repr__(self):
        return "Vec" + super().__repr__()

    def __abs__(self):
        return sum(a * a for a in self) ** 0.5

    def __eq__(self, other):
        return super().__eq__(other)

    def __hash__(self):
        return super().__hash__()


v = Vec(1, 2)
print(v + Vec(3, 4), v * 3, 3 * v, abs(Vec(3, 4)), v == (1, 2), hash(v) == hash((1, 2)), {v}, sum([v, Vec(3, 4)], Vec(0, 0)))

# expect: Vec(4, 6) Vec(3, 6) Vec(3, 6) 5.0 True True {Vec(1, 2)} Vec(4, 6)
