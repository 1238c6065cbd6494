import math
print(math.sqrt(16), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.gcd(12, 18), math.factorial(10), math.log(math.e), math.log2(8), math.log10(1000), math.hypot(3, 4))
print(math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.inf > 1e308, math.fsum([0.1] * 10), math.prod([1, 2, 3]), math.comb(5, 2), math.perm(5, 2), math.isqrt(99))

# expect: 4.0 -2 2 -1 6 3628800 1.0 3.0 3.0 5.0
# expect: True True True 1.0 6 10 20 9
