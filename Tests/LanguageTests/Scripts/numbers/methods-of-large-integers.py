x = 2 ** 100 + 1
print(x.bit_length(), x.bit_count(), (-x).bit_length(), x.as_integer_ratio(), x.conjugate() == x, x.real == x, x.imag, x.numerator == x, x.denominator)
print(type(x), isinstance(x, int), isinstance(True, int), type(x) is int, bool(x), not x, abs(-x), +x, -x)

# expect: 101 2 101 (1267650600228229401496703205377, 1) True True 0 True 1
# expect: <class 'int'> True True True True False 1267650600228229401496703205377 1267650600228229401496703205377 -1267650600228229401496703205377
