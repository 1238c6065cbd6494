print(str.maketrans('abc', 'xyz'), str.maketrans('ab', 'xy', 'z'), str.maketrans({'a': 'A', 98: None, 'c': 'long'}))
print('abcz'.translate(str.maketrans('abc', 'xyz', 'z')), 'abc'.translate({97: 'AA', 98: None, 99: 100}), 'привет'.translate(str.maketrans('рт', 'RT')), 'abc'.translate({}), 'a'.translate({97: ''}))
for f in [lambda: str.maketrans('ab', 'x'), lambda: str.maketrans(5), lambda: str.maketrans({'ab': 1}), lambda: 'a'.translate({97: 1.5}), lambda: str.maketrans('a', 'b', 5)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Doubler:
    def __getitem__(self, code):
        if chr(code) == 'b': raise LookupError
        return chr(code) * 2
print('abc'.translate(Doubler()))

# expect: {97: 120, 98: 121, 99: 122} {97: 120, 98: 121, 122: None} {97: 'A', 98: None, 99: 'long'}
# expect: xyz AAd пRивеT abc
# expect: ValueError the first two maketrans arguments must have equal length
# expect: TypeError if you give only one argument to maketrans it must be a dict
# expect: ValueError string keys in translate table must be of length 1
# expect: TypeError character mapping must return integer, None or str
# expect: TypeError maketrans() argument 3 must be str, not int
# expect: aabcc
