from collections import namedtuple


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


v = Vector(3, 4)
print(v, v.x, v.length, v + Vector(1, 1), v == (3, 4), v._asdict(), v[1], len(v), Vector(y=1, x=2))
x, y = v
print(x, y, isinstance(v, tuple), Vector._fields, v._replace(x=0).x)

# expect: Vector(x=3, y=4) 3 5.0 Vector(x=4, y=5) True {'x': 3, 'y': 4} 4 2 Vector(x=2, y=1)
# expect: 3 4 True ('x', 'y') 0
