class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def radius(self):
        """The radius."""
        return self._radius

    @radius.setter
    def radius(self, value):
        if value < 0:
            raise ValueError("negative")
        self._radius = value

    @radius.deleter
    def radius(self):
        print("gone")
        del self._radius

    @property
    def area(self):
        return 3 * self.radius ** 2


c = Circle(2)
c.radius = 3
c.radius += 1
print(c.radius, c.area, Circle.radius.__doc__)
for f in (lambda: setattr(c, "radius", -1), lambda: setattr(c, "area", 1), lambda: delattr(c, "area")):
    try:
        f()
    except (ValueError, AttributeError) as e:
        print(type(e).__name__, e)
del c.radius
try:
    c.radius
except AttributeError as e:
    print(e)


class Sub(Circle):
    @property
    def radius(self):
        return super().radius * 10

    @radius.setter
    def radius(self, v):
        Circle.radius.fset(self, v)


print(Sub(2).radius)

# expect: 4 48 The radius.
# expect: ValueError negative
# expect: AttributeError property 'area' of 'Circle' object has no setter
# expect: AttributeError property 'area' of 'Circle' object has no deleter
# expect: gone
# expect: 'Circle' object has no attribute '_radius'
# expect: 20
