import math
for x in (-1.0, 1.0, 0.0, -0.0, -8.5, 5e-324, -5e-324, float('inf'), float('-inf'), float('nan')):
    print(math.frexp(x))
for n in (2**31, 10**20, -10**20, -2**31-1, -5, 0, 3):
    try: print(repr('a\tb'.expandtabs(n)), b'a\tb'.expandtabs(n))
    except Exception as e: print(type(e).__name__, e)

# expect: (-0.5, 1)
# expect: (0.5, 1)
# expect: (0.0, 0)
# expect: (-0.0, 0)
# expect: (-0.53125, 4)
# expect: (0.5, -1073)
# expect: (-0.5, -1073)
# expect: (inf, 0)
# expect: (-inf, 0)
# expect: (nan, 0)
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: 'ab' b'ab'
# expect: 'ab' b'ab'
# expect: 'a  b' b'a  b'
