import math

print(math.factorial(30), math.factorial(0), math.comb(100, 50), math.perm(30, 20), math.comb(2 ** 70, 2), math.perm(5), math.comb(5, 6))
print(math.gcd(2 ** 70, 3 ** 50 * 2 ** 40, 6 ** 45), math.lcm(2 ** 40, 3 ** 40), math.gcd(), math.lcm(), math.gcd(-12, 18), math.lcm(0, 5))
print(math.isqrt(10 ** 50), math.isqrt(2 ** 200 - 1), math.isqrt(24), math.prod(range(1, 30)), math.prod([2 ** 40, 2 ** 40, 0.5]))
print(math.floor(1e25), math.ceil(-1e25), math.trunc(2.5e30), math.floor(2 ** 70), math.sqrt(2 ** 100), math.pow(2 ** 70, 2))
print(math.log(10 ** 400), math.log2(2 ** 5000), math.log10(10 ** 1000), math.log(2 ** 5000, 2), math.log10(7 ** 3000))
for f in (lambda: math.sqrt(10 ** 400), lambda: math.log(-10 ** 400), lambda: math.factorial(-1), lambda: math.factorial(2.5), lambda: math.isqrt(-1), lambda: math.factorial(2 ** 70), lambda: math.comb(-1, 2), lambda: math.log(0), lambda: math.log2(-1)):
    try:
        print(f())
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)

# expect: 265252859812191058636308480000000 1 100891344545564193334812497256 73096577329197271449600000 696898287454081973172400900209902591410176 120 0
# expect: 1099511627776 13367494538843734067838845976576 0 1 6 0
# expect: 10000000000000000000000000 1267650600228229401496703205375 4 8841761993739701954543616000000 6.044629098073146e+23
# expect: 10000000000000000905969664 -10000000000000000905969664 2499999999999999908974073741312 1180591620717411303424 1125899906842624.0 1.393796574908164e+42
# expect: 921.0340371976182 5000.0 1000.0 5000.0 2535.294120042771
# expect: OverflowError int too large to convert to float
# expect: ValueError math domain error
# expect: ValueError factorial() not defined for negative values
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: ValueError isqrt() argument must be nonnegative
# expect: OverflowError factorial() argument should not exceed 9223372036854775807
# expect: ValueError n must be a non-negative integer
# expect: ValueError math domain error
# expect: ValueError math domain error
