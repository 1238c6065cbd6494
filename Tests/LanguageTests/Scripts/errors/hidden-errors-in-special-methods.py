class A:
    def __len__(self): return -1
    def __bool__(self): return 5
    def __str__(self): return 5
    def __repr__(self): raise KeyError("r")
    def __iter__(self): return 5
    def __hash__(self): return "x"
    def __contains__(self, x): raise ValueError("c")
    def __index__(self): return "i"
a = A()
for t in (lambda: len(a), lambda: bool(a), lambda: str(a), lambda: repr(a), lambda: list(a), lambda: 1 in a, lambda: [1, 2][a]):
    try: t()
    except Exception as e: print(type(e).__name__, e)

# expect: ValueError __len__() should return >= 0
# expect: TypeError __bool__ should return bool, returned int
# expect: TypeError __str__ returned non-string (type int)
# expect: KeyError 'r'
# expect: TypeError iter() returned non-iterator of type 'int'
# expect: ValueError c
# expect: TypeError __index__ returned non-int (type str)
