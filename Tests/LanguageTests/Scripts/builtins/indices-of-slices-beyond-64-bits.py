def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:120])
for s in (slice(None), slice(2, None), slice(-3, 10**30), slice(None, None, -1), slice(10**30, None, -10**25), slice(5, -2, 2), slice(-10**30, 3), slice('a'), slice(1, 2, 0), slice(None, None, 10**30)):
    for n in (0, 1, 5, 10**30, -1):
        t(lambda: s.indices(n))
t(lambda: '%*d' % (10**30, 5)); t(lambda: '%*d' % ('a', 5)); t(lambda: '%.*f' % (3, 5)); t(lambda: '%.*f' % (10**30, 5))
class C: pass
t(lambda: (lambda x, y: C().missing(x % y))('a', 5))

# expect: (0, 0, 1)
# expect: (0, 1, 1)
# expect: (0, 5, 1)
# expect: (0, 1000000000000000000000000000000, 1)
# expect: ValueError length should not be negative
# expect: (0, 0, 1)
# expect: (1, 1, 1)
# expect: (2, 5, 1)
# expect: (2, 1000000000000000000000000000000, 1)
# expect: ValueError length should not be negative
# expect: (0, 0, 1)
# expect: (0, 1, 1)
# expect: (2, 5, 1)
# expect: (999999999999999999999999999997, 1000000000000000000000000000000, 1)
# expect: ValueError length should not be negative
# expect: (-1, -1, -1)
# expect: (0, -1, -1)
# expect: (4, -1, -1)
# expect: (999999999999999999999999999999, -1, -1)
# expect: ValueError length should not be negative
# expect: (-1, -1, -10000000000000000000000000)
# expect: (0, -1, -10000000000000000000000000)
# expect: (4, -1, -10000000000000000000000000)
# expect: (999999999999999999999999999999, -1, -10000000000000000000000000)
# expect: ValueError length should not be negative
# expect: (0, 0, 2)
# expect: (1, 0, 2)
# expect: (5, 3, 2)
# expect: (5, 999999999999999999999999999998, 2)
# expect: ValueError length should not be negative
# expect: (0, 0, 1)
# expect: (0, 1, 1)
# expect: (0, 3, 1)
# expect: (0, 3, 1)
# expect: ValueError length should not be negative
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: ValueError length should not be negative
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: ValueError length should not be negative
# expect: (0, 0, 1000000000000000000000000000000)
# expect: (0, 1, 1000000000000000000000000000000)
# expect: (0, 5, 1000000000000000000000000000000)
# expect: (0, 1000000000000000000000000000000, 1000000000000000000000000000000)
# expect: ValueError length should not be negative
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: TypeError * wants int
# expect: 5.000
# expect: OverflowError Python int too large to convert to C int
# expect: AttributeError 'C' object has no attribute 'missing'
