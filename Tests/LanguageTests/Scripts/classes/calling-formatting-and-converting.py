class M:
    def __call__(self, *a, **k): return a, k
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __index__(self): return 3
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 70
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __format__(self, spec): return f'M[{spec}]'
    def __bytes__(self): return b'bytes'
    def __abs__(self): return 'abs'
    def __bool__(self): return False
    def __len__(self): return 5
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
    def __hash__(self): return 42
import math
m = M()
print(m(1, a=2), int(m), float(m), [0, 1, 2, 3][m], 'abcd'[m], round(m), round(m, 2), math.floor(m), math.ceil(m), f'{m:x}', format(m), abs(m), bool(m), len(m), str(m), repr(m), hash(m), list(range(m)), hex(m), bin(m), 'ab' * m, [1, 2, 3, 4, 5][:m], callable(m), callable(M))
class N: pass
for f in [lambda: int(N()), lambda: float(N()), lambda: [1][N()], lambda: round(N()), lambda: N()(), lambda: format(N(), 'x'), lambda: range(N()), lambda: hex(N()), lambda: 'a' * N()]:
    try: f()
    except TypeError as e: print(e)
class BadIndex:
    def __index__(self): return 'a'
class BadInt:
    def __int__(self): return 1.5
for f in [lambda: [1][BadIndex()], lambda: int(BadInt())]:
    try: f()
    except TypeError as e: print(e)

# expect: ((1,), {'a': 2}) 7 7.5 3 d ('round', None) ('round', 2) floor ceil M[x] M[] abs False 5 str repr 42 [0, 1, 2] 0x3 0b11 ababab [1, 2, 3] True True
# expect: int() argument must be a string, a bytes-like object or a real number, not 'N'
# expect: float() argument must be a string or a real number, not 'N'
# expect: list indices must be integers or slices, not N
# expect: type N doesn't define __round__ method
# expect: 'N' object is not callable
# expect: unsupported format string passed to N.__format__
# expect: 'N' object cannot be interpreted as an integer
# expect: 'N' object cannot be interpreted as an integer
# expect: can't multiply sequence by non-int of type 'N'
# expect: __index__ returned non-int (type str)
# expect: __int__ returned non-int (type float)
