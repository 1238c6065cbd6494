def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

class C: pass

for o in ((1, 2), "ab", b"ab", range(3), frozenset([1]), 5, None, {1}, C(), C):
    for k in (0, "a", 10**30, slice(0, 1)):
        try:
            del o[k]
        except Exception as e:
            print(type(o).__name__, repr(k), type(e).__name__, e)
        try:
            o[k] = 1
        except Exception as e:
            print(type(o).__name__, repr(k), type(e).__name__, e)

# expect: tuple 0 TypeError 'tuple' object doesn't support item deletion
# expect: tuple 0 TypeError 'tuple' object does not support item assignment
# expect: tuple 'a' TypeError 'tuple' object does not support item deletion
# expect: tuple 'a' TypeError 'tuple' object does not support item assignment
# expect: tuple 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: tuple 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: tuple slice(0, 1, None) TypeError 'tuple' object does not support item deletion
# expect: tuple slice(0, 1, None) TypeError 'tuple' object does not support item assignment
# expect: str 0 TypeError 'str' object doesn't support item deletion
# expect: str 0 TypeError 'str' object does not support item assignment
# expect: str 'a' TypeError 'str' object does not support item deletion
# expect: str 'a' TypeError 'str' object does not support item assignment
# expect: str 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: str 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: str slice(0, 1, None) TypeError 'str' object does not support item deletion
# expect: str slice(0, 1, None) TypeError 'str' object does not support item assignment
# expect: bytes 0 TypeError 'bytes' object doesn't support item deletion
# expect: bytes 0 TypeError 'bytes' object does not support item assignment
# expect: bytes 'a' TypeError 'bytes' object does not support item deletion
# expect: bytes 'a' TypeError 'bytes' object does not support item assignment
# expect: bytes 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: bytes 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: bytes slice(0, 1, None) TypeError 'bytes' object does not support item deletion
# expect: bytes slice(0, 1, None) TypeError 'bytes' object does not support item assignment
# expect: range 0 TypeError 'range' object doesn't support item deletion
# expect: range 0 TypeError 'range' object does not support item assignment
# expect: range 'a' TypeError 'range' object does not support item deletion
# expect: range 'a' TypeError 'range' object does not support item assignment
# expect: range 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: range 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: range slice(0, 1, None) TypeError 'range' object does not support item deletion
# expect: range slice(0, 1, None) TypeError 'range' object does not support item assignment
# expect: frozenset 0 TypeError 'frozenset' object doesn't support item deletion
# expect: frozenset 0 TypeError 'frozenset' object does not support item assignment
# expect: frozenset 'a' TypeError 'frozenset' object does not support item deletion
# expect: frozenset 'a' TypeError 'frozenset' object does not support item assignment
# expect: frozenset 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: frozenset 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: frozenset slice(0, 1, None) TypeError 'frozenset' object does not support item deletion
# expect: frozenset slice(0, 1, None) TypeError 'frozenset' object does not support item assignment
# expect: int 0 TypeError 'int' object does not support item deletion
# expect: int 0 TypeError 'int' object does not support item assignment
# expect: int 'a' TypeError 'int' object does not support item deletion
# expect: int 'a' TypeError 'int' object does not support item assignment
# expect: int 1000000000000000000000000000000 TypeError 'int' object does not support item deletion
# expect: int 1000000000000000000000000000000 TypeError 'int' object does not support item assignment
# expect: int slice(0, 1, None) TypeError 'int' object does not support item deletion
# expect: int slice(0, 1, None) TypeError 'int' object does not support item assignment
# expect: NoneType 0 TypeError 'NoneType' object does not support item deletion
# expect: NoneType 0 TypeError 'NoneType' object does not support item assignment
# expect: NoneType 'a' TypeError 'NoneType' object does not support item deletion
# expect: NoneType 'a' TypeError 'NoneType' object does not support item assignment
# expect: NoneType 1000000000000000000000000000000 TypeError 'NoneType' object does not support item deletion
# expect: NoneType 1000000000000000000000000000000 TypeError 'NoneType' object does not support item assignment
# expect: NoneType slice(0, 1, None) TypeError 'NoneType' object does not support item deletion
# expect: NoneType slice(0, 1, None) TypeError 'NoneType' object does not support item assignment
# expect: set 0 TypeError 'set' object doesn't support item deletion
# expect: set 0 TypeError 'set' object does not support item assignment
# expect: set 'a' TypeError 'set' object does not support item deletion
# expect: set 'a' TypeError 'set' object does not support item assignment
# expect: set 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: set 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: set slice(0, 1, None) TypeError 'set' object does not support item deletion
# expect: set slice(0, 1, None) TypeError 'set' object does not support item assignment
# expect: C 0 TypeError 'C' object doesn't support item deletion
# expect: C 0 TypeError 'C' object does not support item assignment
# expect: C 'a' TypeError 'C' object does not support item deletion
# expect: C 'a' TypeError 'C' object does not support item assignment
# expect: C 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: C 1000000000000000000000000000000 IndexError cannot fit 'int' into an index-sized integer
# expect: C slice(0, 1, None) TypeError 'C' object does not support item deletion
# expect: C slice(0, 1, None) TypeError 'C' object does not support item assignment
# expect: type 0 TypeError 'type' object does not support item deletion
# expect: type 0 TypeError 'type' object does not support item assignment
# expect: type 'a' TypeError 'type' object does not support item deletion
# expect: type 'a' TypeError 'type' object does not support item assignment
# expect: type 1000000000000000000000000000000 TypeError 'type' object does not support item deletion
# expect: type 1000000000000000000000000000000 TypeError 'type' object does not support item assignment
# expect: type slice(0, 1, None) TypeError 'type' object does not support item deletion
# expect: type slice(0, 1, None) TypeError 'type' object does not support item assignment
