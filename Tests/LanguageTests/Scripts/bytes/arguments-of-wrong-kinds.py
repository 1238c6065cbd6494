def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:120])
class R:
    def __radd__(self, o): return 'radd'
    def __rmul__(self, o): return 'rmul'
for x in (b'a', bytearray(b'a'), 'a', [1], (1,)):
    t(lambda: x + R()); t(lambda: x * R()); t(lambda: x + 1); t(lambda: x + None); t(lambda: x.__add__(b'q'))
    y = x
    def f():
        global y
        y += 1
    t(f)
    def f():
        global y
        y += R()
        return y
    t(f)
t(lambda: {1}.intersection([set()])); t(lambda: {1}.difference([set()])); t(lambda: {1} & {2}); t(lambda: {1}.isdisjoint([set()])); t(lambda: {1}.union([set()]));t(lambda: {1:1}.keys().isdisjoint([set()])); t(lambda: set() in {1}); t(lambda: {1: 1}.keys() & [set()])
for n in ('startswith', 'endswith'):
  for v in ('a', ('a',), 5, (5,), [b'a'], (b'b', 'a'), (b'a','a')):
    t(lambda: getattr(b'aa', n)(v)); t(lambda: getattr('aa', n)(v))
for m in ('ljust','center','rjust'):
    for a in ((5,'a'),(5,b'aa'),('a',),(5,5),(5,None),(5.5,),(5,b'-'),(None,)):
        t(lambda: getattr(b'q',m)(*a)); t(lambda: getattr('q',m)(*a))
t(lambda: b'a'.zfill('a')); t(lambda: b'a b'.split(5)); t(lambda: b'a b'.split(None, 'a')); t(lambda: b'a'.replace(1,b'')); t(lambda: b'a'.replace(b'', b'-', 'a')); t(lambda: b'a'.strip('a')); t(lambda: b'a'.expandtabs(None))
t(lambda: bytearray(b'abc').__getitem__(1)); t(lambda: bytearray(b'abc').__len__());t(lambda: bytearray(b'abc').__contains__(97)); t(lambda: bytearray(b'abc').__mul__(2)); t(lambda: bytearray(b'abc').__setitem__(0, 5)); t(lambda: bytearray(b'abc').__iadd__(b'd')); t(lambda: list(bytearray(b'abc').__iter__()))

# expect: radd
# expect: rmul
# expect: TypeError can't concat int to bytes
# expect: TypeError can't concat NoneType to bytes
# expect: b'aq'
# expect: TypeError can't concat int to bytes
# expect: radd
# expect: radd
# expect: rmul
# expect: TypeError can't concat int to bytearray
# expect: TypeError can't concat NoneType to bytearray
# expect: bytearray(b'aq')
# expect: TypeError can't concat int to bytearray
# expect: radd
# expect: radd
# expect: rmul
# expect: TypeError can only concatenate str (not "int") to str
# expect: TypeError can only concatenate str (not "NoneType") to str
# expect: TypeError can only concatenate str (not "bytes") to str
# expect: TypeError can only concatenate str (not "int") to str
# expect: radd
# expect: radd
# expect: rmul
# expect: TypeError can only concatenate list (not "int") to list
# expect: TypeError can only concatenate list (not "NoneType") to list
# expect: TypeError can only concatenate list (not "bytes") to list
# expect: TypeError 'int' object is not iterable
# expect: radd
# expect: radd
# expect: rmul
# expect: TypeError can only concatenate tuple (not "int") to tuple
# expect: TypeError can only concatenate tuple (not "NoneType") to tuple
# expect: TypeError can only concatenate tuple (not "bytes") to tuple
# expect: TypeError can only concatenate tuple (not "int") to tuple
# expect: radd
# expect: TypeError unhashable type: 'set'
# expect: TypeError unhashable type: 'set'
# expect: set()
# expect: TypeError unhashable type: 'set'
# expect: TypeError unhashable type: 'set'
# expect: TypeError unhashable type: 'set'
# expect: False
# expect: TypeError unhashable type: 'set'
# expect: TypeError startswith first arg must be bytes or a tuple of bytes, not str
# expect: True
# expect: TypeError a bytes-like object is required, not 'str'
# expect: True
# expect: TypeError startswith first arg must be bytes or a tuple of bytes, not int
# expect: TypeError startswith first arg must be str or a tuple of str, not int
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError tuple for startswith must only contain str, not int
# expect: TypeError startswith first arg must be bytes or a tuple of bytes, not list
# expect: TypeError startswith first arg must be str or a tuple of str, not list
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError tuple for startswith must only contain str, not bytes
# expect: True
# expect: TypeError tuple for startswith must only contain str, not bytes
# expect: TypeError endswith first arg must be bytes or a tuple of bytes, not str
# expect: True
# expect: TypeError a bytes-like object is required, not 'str'
# expect: True
# expect: TypeError endswith first arg must be bytes or a tuple of bytes, not int
# expect: TypeError endswith first arg must be str or a tuple of str, not int
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError tuple for endswith must only contain str, not int
# expect: TypeError endswith first arg must be bytes or a tuple of bytes, not list
# expect: TypeError endswith first arg must be str or a tuple of str, not list
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError tuple for endswith must only contain str, not bytes
# expect: True
# expect: TypeError tuple for endswith must only contain str, not bytes
# expect: TypeError ljust() argument 2 must be a byte string of length 1, not str
# expect: qaaaa
# expect: TypeError ljust() argument 2 must be a byte string of length 1, not bytes
# expect: TypeError The fill character must be a unicode character, not bytes
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError ljust() argument 2 must be a byte string of length 1, not int
# expect: TypeError The fill character must be a unicode character, not int
# expect: TypeError ljust() argument 2 must be a byte string of length 1, not None
# expect: TypeError The fill character must be a unicode character, not NoneType
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: b'q----'
# expect: TypeError The fill character must be a unicode character, not bytes
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError center() argument 2 must be a byte string of length 1, not str
# expect: aaqaa
# expect: TypeError center() argument 2 must be a byte string of length 1, not bytes
# expect: TypeError The fill character must be a unicode character, not bytes
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError center() argument 2 must be a byte string of length 1, not int
# expect: TypeError The fill character must be a unicode character, not int
# expect: TypeError center() argument 2 must be a byte string of length 1, not None
# expect: TypeError The fill character must be a unicode character, not NoneType
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: b'--q--'
# expect: TypeError The fill character must be a unicode character, not bytes
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError rjust() argument 2 must be a byte string of length 1, not str
# expect: aaaaq
# expect: TypeError rjust() argument 2 must be a byte string of length 1, not bytes
# expect: TypeError The fill character must be a unicode character, not bytes
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError rjust() argument 2 must be a byte string of length 1, not int
# expect: TypeError The fill character must be a unicode character, not int
# expect: TypeError rjust() argument 2 must be a byte string of length 1, not None
# expect: TypeError The fill character must be a unicode character, not NoneType
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: b'----q'
# expect: TypeError The fill character must be a unicode character, not bytes
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: 98
# expect: 3
# expect: True
# expect: bytearray(b'abcabc')
# expect: None
# expect: bytearray(b'abcd')
# expect: [97, 98, 99]
