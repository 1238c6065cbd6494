from enum import Enum, auto, unique


class Day(Enum):
    MONDAY = auto()
    TUESDAY = auto()
    SATURDAY = auto()
    SUNDAY = auto()

    @property
    def is_weekend(self):
        return self in (Day.SATURDAY, Day.SUNDAY)

    @classmethod
    def first(cls):
        return cls.MONDAY

    def next(self):
        days = list(Day)
        return days[(days.index(self) + 1) % len(days)]

    def __str__(self):
        return self.name.title()


print([d.value for d in Day], Day.SUNDAY.is_weekend, Day.first(), Day.SUNDAY.next(), repr(Day.MONDAY))


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67300e-11 * self.mass / self.radius ** 2, 2)


print(Planet.EARTH.gravity, Planet.MARS.value, Planet((6.421e23, 3.3972e6)).name)


class Shade(Enum):
    GREY = 1
    GRAY = 1
    BLACK = 0


print(Shade.GRAY, list(Shade), Shade.GRAY is Shade.GREY, list(Shade.__members__.items()))
try:
    unique(Shade)
except ValueError as e:
    print(e)

# expect: [1, 2, 3, 4] True Monday Monday <Day.MONDAY: 1>
# expect: 9.8 (6.421e+23, 3397200.0) MARS
# expect: Shade.GREY [<Shade.GREY: 1>, <Shade.BLACK: 0>] True [('GREY', <Shade.GREY: 1>), ('GRAY', <Shade.GREY: 1>), ('BLACK', <Shade.BLACK: 0>)]
# expect: duplicate values found in <enum 'Shade'>: GRAY -> GREY
