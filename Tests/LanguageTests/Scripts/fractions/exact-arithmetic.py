from fractions import Fraction as F
import math
print(F(1, 3), repr(F(2, 4)), F("3/7"), F("-1.25"), F(" 7 "), F("1e-2"), F(0.5), F(1.1), F(F(1, 2)), F(3, -6), F(F(1, 2), 3), F())
a, b = F(1, 3), F(1, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** 2, a ** -2, -a, abs(F(-1, 2)), a + 1, 1 - a, 2 * a, 1 / a, a + 0.5, 0.5 * a, 2 ** F(1, 2), F(4) ** F(1, 2))
print(a == b * 2, a < b, a > 0, a == 1 / 3, F(1, 2) == 0.5, 1 == F(1), F(3, 2) != 1.5, sorted([F(1, 2), F(1, 3)]), max(a, b), sum([a, b, F(1, 2)]), hash(F(2)) == hash(2), bool(F(0)))
print(int(F(7, 2)), int(F(-7, 2)), float(a), math.floor(F(-1, 2)), math.ceil(F(1, 2)), round(F(5, 2)), round(F(7, 2)), round(F(22, 7), 2), F(22, 7).limit_denominator(5), F(math.pi).limit_denominator(1000), a.numerator, a.denominator, F(3, 4).as_integer_ratio(), divmod(F(7, 2), F(2, 3)))
for bad in (lambda: F(1, 0), lambda: F("x"), lambda: F(1.5, 2), lambda: a / 0, lambda: F([]), lambda: a < "x", lambda: a + "x", lambda: F(0) ** -1):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: 1/3 Fraction(1, 2) 3/7 -5/4 7 1/100 1/2 2476979795053773/2251799813685248 1/2 -1/2 1/6 0
# expect: 1/2 1/6 1/18 2 2 0 1/9 9 -1/3 1/2 4/3 2/3 2/3 3 0.8333333333333333 0.16666666666666666 1.4142135623730951 2.0
# expect: True False True False True True False [Fraction(1, 3), Fraction(1, 2)] 1/3 1 True False
# expect: 3 -3 0.3333333333333333 -1 1 2 4 157/50 16/5 355/113 1 3 (3, 4) (5, Fraction(1, 6))
# expect: ZeroDivisionError Fraction(1, 0)
# expect: ValueError Invalid literal for Fraction: 'x'
# expect: TypeError both arguments should be Rational instances
# expect: ZeroDivisionError Fraction(1, 0)
# expect: TypeError argument should be a string or a Rational instance
# expect: TypeError '<' not supported between instances of 'Fraction' and 'str'
# expect: TypeError unsupported operand type(s) for +: 'Fraction' and 'str'
# expect: ZeroDivisionError Fraction(1, 0)
