print(str(), repr(str('')), str(5), str(1.0), str(None), str([1, 'a']), str((1,)), str({'a': 'b'}), str(b'a'), str(b'a', 'utf-8'), str(object=7), str(b'\xe9', 'latin-1'), str(True), str(range(2)), str(int), str('a'))
class A:
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
class B:
    def __repr__(self): return 'only repr'
class C:
    def __str__(self): return 5
class D:
    def __repr__(self): return None
print(str(A()), repr(A()), [A()], f'{A()} {A()!r}', str(B()), '%s %r' % (A(), A()))
for f in [lambda: str(C()), lambda: repr(D()), lambda: str(D()), lambda: print(C()), lambda: f'{C()}']:
    try: f()
    except TypeError as e: print(e)

# expect:  '' 5 1.0 None [1, 'a'] (1,) {'a': 'b'} b'a' a 7 é True range(0, 2) <class 'int'> a
# expect: str repr [repr] str repr only repr str repr
# expect: __str__ returned non-string (type int)
# expect: __repr__ returned non-string (type NoneType)
# expect: __str__ returned non-string (type NoneType)
# expect: __str__ returned non-string (type int)
# expect: __str__ returned non-string (type int)
