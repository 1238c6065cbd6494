/// `fractions`: exact fractions.
enum FractionsModule {
    static let module = NativeModule("fractions", doc: "Exact fractions.", written: WrittenModule(source: text))

    private static let text = #"""
        import math as _math
        import re as _re

        _FORM = _re.compile(
            r"\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)(?:(?:/(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)\s*\Z",
            _re.IGNORECASE)


        class Fraction:
            """A number as numerator and denominator, always in lowest terms."""

            def __init__(self, numerator=0, denominator=None):
                if denominator is None:
                    if isinstance(numerator, Fraction):
                        self.numerator, self.denominator = numerator.numerator, numerator.denominator
                        return
                    if isinstance(numerator, int):
                        self.numerator, self.denominator = int(numerator), 1
                        return
                    if isinstance(numerator, float):
                        self.numerator, self.denominator = numerator.as_integer_ratio()
                        return
                    if not isinstance(numerator, str):
                        raise TypeError("argument should be a string or a Rational instance")
                    m = _FORM.match(numerator)
                    if m is None:
                        raise ValueError('Invalid literal for Fraction: %r' % numerator)
                    top = int(m.group('num') or '0')
                    if m.group('denom'):
                        denominator = int(m.group('denom'))
                    else:
                        denominator = 1
                        if m.group('decimal'):
                            decimal = m.group('decimal').replace('_', '')
                            scale = 10 ** len(decimal)
                            top = top * scale + int(decimal)
                            denominator *= scale
                        if m.group('exp'):
                            exp = int(m.group('exp'))
                            if exp >= 0:
                                top *= 10 ** exp
                            else:
                                denominator *= 10 ** -exp
                    if m.group('sign') == '-':
                        top = -top
                    numerator = top
                elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
                    a, b = Fraction(numerator), Fraction(denominator)
                    numerator, denominator = a.numerator * b.denominator, a.denominator * b.numerator
                else:
                    raise TypeError("both arguments should be Rational instances")
                if denominator == 0:
                    raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
                g = _math.gcd(numerator, denominator)
                if denominator < 0:
                    g = -g
                self.numerator, self.denominator = numerator // g, denominator // g

            @classmethod
            def from_float(cls, f):
                return cls(f)

            def is_integer(self):
                return self.denominator == 1

            def as_integer_ratio(self):
                """Numerator and denominator."""
                return (self.numerator, self.denominator)

            def limit_denominator(self, max_denominator=1000000):
                """The nearest fraction with a denominator of at most so much."""
                if max_denominator < 1:
                    raise ValueError("max_denominator should be at least 1")
                if self.denominator <= max_denominator:
                    return Fraction(self)
                p0, q0, p1, q1 = 0, 1, 1, 0
                n, d = self.numerator, self.denominator
                while True:
                    a = n // d
                    q2 = q0 + a * q1
                    if q2 > max_denominator:
                        break
                    p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
                    n, d = d, n - a * d
                k = (max_denominator - q0) // q1
                bound1 = Fraction(p0 + k * p1, q0 + k * q1)
                bound2 = Fraction(p1, q1)
                if abs(bound2 - self) <= abs(bound1 - self):
                    return bound2
                return bound1

            def __repr__(self):
                return f"Fraction({self.numerator}, {self.denominator})"

            def __str__(self):
                return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"

            def _number(self, other):
                return Fraction(other) if isinstance(other, int) else other

            def __add__(self, other):
                other = self._number(other)
                if isinstance(other, Fraction):
                    return Fraction(self.numerator * other.denominator + other.numerator * self.denominator,
                                    self.denominator * other.denominator)
                return float(self) + other if isinstance(other, float) else NotImplemented

            def __radd__(self, other):
                return other + float(self) if isinstance(other, float) else self + other if isinstance(other, int) else NotImplemented

            def __sub__(self, other):
                other = self._number(other)
                if isinstance(other, Fraction):
                    return Fraction(self.numerator * other.denominator - other.numerator * self.denominator,
                                    self.denominator * other.denominator)
                return float(self) - other if isinstance(other, float) else NotImplemented

            def __rsub__(self, other):
                return other - float(self) if isinstance(other, float) else Fraction(other) - self if isinstance(other, int) else NotImplemented

            def __mul__(self, other):
                other = self._number(other)
                if isinstance(other, Fraction):
                    return Fraction(self.numerator * other.numerator, self.denominator * other.denominator)
                return float(self) * other if isinstance(other, float) else NotImplemented

            def __rmul__(self, other):
                return other * float(self) if isinstance(other, float) else self * other if isinstance(other, int) else NotImplemented

            def __truediv__(self, other):
                other = self._number(other)
                if isinstance(other, Fraction):
                    return Fraction(self.numerator * other.denominator, self.denominator * other.numerator)
                return float(self) / other if isinstance(other, float) else NotImplemented

            def __rtruediv__(self, other):
                return other / float(self) if isinstance(other, float) else Fraction(other) / self if isinstance(other, int) else NotImplemented

            def __floordiv__(self, other):
                other = self._number(other)
                if isinstance(other, Fraction):
                    return (self.numerator * other.denominator) // (self.denominator * other.numerator)
                return float(self) // other if isinstance(other, float) else NotImplemented

            def __rfloordiv__(self, other):
                return other // float(self) if isinstance(other, float) else Fraction(other) // self if isinstance(other, int) else NotImplemented

            def __mod__(self, other):
                other = self._number(other)
                if isinstance(other, Fraction):
                    return Fraction((self.numerator * other.denominator) % (other.numerator * self.denominator),
                                    self.denominator * other.denominator)
                return float(self) % other if isinstance(other, float) else NotImplemented

            def __rmod__(self, other):
                return other % float(self) if isinstance(other, float) else Fraction(other) % self if isinstance(other, int) else NotImplemented

            def __divmod__(self, other):
                return (self // other, self % other)

            def __pow__(self, b):
                if isinstance(b, Fraction) and b.denominator == 1:
                    b = b.numerator
                if isinstance(b, int):
                    if b >= 0:
                        return Fraction(self.numerator ** b, self.denominator ** b)
                    if self.numerator == 0:
                        raise ZeroDivisionError('Fraction(%s, 0)' % self.denominator ** -b)
                    return Fraction(self.denominator ** -b, self.numerator ** -b)
                return float(self) ** float(b)

            def __rpow__(self, a):
                if self.denominator == 1 and self.numerator >= 0:
                    return a ** self.numerator
                return a ** float(self)

            def __pos__(self):
                return Fraction(self)

            def __neg__(self):
                return Fraction(-self.numerator, self.denominator)

            def __abs__(self):
                return Fraction(abs(self.numerator), self.denominator)

            def __int__(self):
                return -(-self.numerator // self.denominator) if self.numerator < 0 else self.numerator // self.denominator

            __trunc__ = __int__

            def __float__(self):
                return self.numerator / self.denominator

            def __floor__(self):
                return self.numerator // self.denominator

            def __ceil__(self):
                return -(-self.numerator // self.denominator)

            def __round__(self, ndigits=None):
                if ndigits is None:
                    floor, remainder = divmod(self.numerator, self.denominator)
                    if remainder * 2 < self.denominator:
                        return floor
                    if remainder * 2 > self.denominator:
                        return floor + 1
                    return floor if floor % 2 == 0 else floor + 1
                shift = 10 ** abs(ndigits)
                if ndigits > 0:
                    return Fraction(round(self * shift), shift)
                return Fraction(round(self / shift) * shift)

            def __hash__(self):
                return hash(self.numerator) if self.denominator == 1 else hash((self.numerator, self.denominator))

            def __eq__(self, other):
                if isinstance(other, int):
                    return self.numerator == other and self.denominator == 1
                if isinstance(other, Fraction):
                    return self.numerator == other.numerator and self.denominator == other.denominator
                if isinstance(other, float):
                    if _math.isnan(other) or _math.isinf(other):
                        return 0.0 == other
                    return self == Fraction(other)
                return NotImplemented

            def _order(self, other):
                if isinstance(other, float):
                    if _math.isnan(other) or _math.isinf(other):
                        return 0.0, other
                    other = Fraction(other)
                other = self._number(other)
                if isinstance(other, Fraction):
                    return self.numerator * other.denominator, other.numerator * self.denominator
                return None

            def __lt__(self, other):
                sides = self._order(other)
                return NotImplemented if sides is None else sides[0] < sides[1]

            def __gt__(self, other):
                sides = self._order(other)
                return NotImplemented if sides is None else sides[0] > sides[1]

            def __le__(self, other):
                sides = self._order(other)
                return NotImplemented if sides is None else sides[0] <= sides[1]

            def __ge__(self, other):
                sides = self._order(other)
                return NotImplemented if sides is None else sides[0] >= sides[1]

            def __bool__(self):
                return bool(self.numerator)
        """#
}
