from functools import total_ordering


@total_ordering
class Money:
    __slots__ = ("cents",)

    def __init__(self, euros=0, cents=0):
        self.cents = euros * 100 + cents

    def __add__(self, other):
        if other == 0:
            return self
        if not isinstance(other, Money):
            return NotImplemented
        return Money(cents=self.cents + other.cents)

    __radd__ = __add__

    def __mul__(self, k):
        return Money(cents=round(self.cents * k))

    __rmul__ = __mul__

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __lt__(self, other):
        return self.cents < other.cents

    def __hash__(self):
        return hash(self.cents)

    def __str__(self):
        return f"{self.cents // 100},{self.cents % 100:02d} €"

    def __bool__(self):
        return self.cents != 0


wages = [Money(10, 50), Money(3), Money(cents=99)]
print(sum(wages), max(wages), min(wages), 2 * wages[0], wages[1] * 1.5, wages[1] >= Money(3), bool(Money()), len({Money(1), Money(cents=100)}))
try:
    Money(1) + "x"
except TypeError as e:
    print(e)

# expect: 14,49 € 10,50 € 0,99 € 21,00 € 4,50 € True False 1
# expect: unsupported operand type(s) for +: 'Money' and 'str'
