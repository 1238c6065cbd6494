def u1(x): a, b = x
def u2(x): a, b, c = x
def u3(x): a, *b, c = x
def u4(x): (a, b), c = x
def u5(x): [a] = x
def u6(x):
    for a, b in x: pass
for f in [u1, u2, u3, u4, u5, u6]:
    for x in [[], [1], (1, 2), 'abc', [1, 2, 3, 4], {1: 2}, range(3), iter([1, 2, 3]), ['ab', 'c'], 5]:
        try:
            f(x)
            print(f.__name__, 'fits')
        except (ValueError, TypeError) as e:
            print(f.__name__, type(e).__name__, e)

# expect: u1 ValueError not enough values to unpack (expected 2, got 0)
# expect: u1 ValueError not enough values to unpack (expected 2, got 1)
# expect: u1 fits
# expect: u1 ValueError too many values to unpack (expected 2)
# expect: u1 ValueError too many values to unpack (expected 2)
# expect: u1 ValueError not enough values to unpack (expected 2, got 1)
# expect: u1 ValueError too many values to unpack (expected 2)
# expect: u1 ValueError too many values to unpack (expected 2)
# expect: u1 fits
# expect: u1 TypeError cannot unpack non-iterable int object
# expect: u2 ValueError not enough values to unpack (expected 3, got 0)
# expect: u2 ValueError not enough values to unpack (expected 3, got 1)
# expect: u2 ValueError not enough values to unpack (expected 3, got 2)
# expect: u2 fits
# expect: u2 ValueError too many values to unpack (expected 3)
# expect: u2 ValueError not enough values to unpack (expected 3, got 1)
# expect: u2 fits
# expect: u2 fits
# expect: u2 ValueError not enough values to unpack (expected 3, got 2)
# expect: u2 TypeError cannot unpack non-iterable int object
# expect: u3 ValueError not enough values to unpack (expected at least 2, got 0)
# expect: u3 ValueError not enough values to unpack (expected at least 2, got 1)
# expect: u3 fits
# expect: u3 fits
# expect: u3 fits
# expect: u3 ValueError not enough values to unpack (expected at least 2, got 1)
# expect: u3 fits
# expect: u3 fits
# expect: u3 fits
# expect: u3 TypeError cannot unpack non-iterable int object
# expect: u4 ValueError not enough values to unpack (expected 2, got 0)
# expect: u4 ValueError not enough values to unpack (expected 2, got 1)
# expect: u4 TypeError cannot unpack non-iterable int object
# expect: u4 ValueError too many values to unpack (expected 2)
# expect: u4 ValueError too many values to unpack (expected 2)
# expect: u4 ValueError not enough values to unpack (expected 2, got 1)
# expect: u4 ValueError too many values to unpack (expected 2)
# expect: u4 ValueError too many values to unpack (expected 2)
# expect: u4 fits
# expect: u4 TypeError cannot unpack non-iterable int object
# expect: u5 ValueError not enough values to unpack (expected 1, got 0)
# expect: u5 fits
# expect: u5 ValueError too many values to unpack (expected 1)
# expect: u5 ValueError too many values to unpack (expected 1)
# expect: u5 ValueError too many values to unpack (expected 1)
# expect: u5 fits
# expect: u5 ValueError too many values to unpack (expected 1)
# expect: u5 ValueError too many values to unpack (expected 1)
# expect: u5 ValueError too many values to unpack (expected 1)
# expect: u5 TypeError cannot unpack non-iterable int object
# expect: u6 fits
# expect: u6 TypeError cannot unpack non-iterable int object
# expect: u6 TypeError cannot unpack non-iterable int object
# expect: u6 ValueError not enough values to unpack (expected 2, got 1)
# expect: u6 TypeError cannot unpack non-iterable int object
# expect: u6 TypeError cannot unpack non-iterable int object
# expect: u6 TypeError cannot unpack non-iterable int object
# expect: u6 TypeError cannot unpack non-iterable int object
# expect: u6 ValueError not enough values to unpack (expected 2, got 1)
# expect: u6 TypeError 'int' object is not iterable
