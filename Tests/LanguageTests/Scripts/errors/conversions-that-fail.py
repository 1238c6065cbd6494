for t in (lambda: int("a"), lambda: int("1.5"), lambda: int(""), lambda: int("z", 36) and int("9", 8), lambda: float("x"), lambda: int(None), lambda: int([]), lambda: float({}), lambda: chr(-1), lambda: chr(0x110000), lambda: ord("ab"), lambda: ord(""), lambda: int(float("nan")), lambda: int(float("inf")), lambda: list(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: bytes("a"), lambda: "a".encode("nope"), lambda: bool.foo):
    try: t()
    except Exception as e: print(type(e).__name__, e)

# expect: ValueError invalid literal for int() with base 10: 'a'
# expect: ValueError invalid literal for int() with base 10: '1.5'
# expect: ValueError invalid literal for int() with base 10: ''
# expect: ValueError invalid literal for int() with base 8: '9'
# expect: ValueError could not convert string to float: 'x'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: TypeError float() argument must be a string or a real number, not 'dict'
# expect: ValueError chr() arg not in range(0x110000)
# expect: ValueError chr() arg not in range(0x110000)
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: TypeError ord() expected a character, but string of length 0 found
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: TypeError 'int' object is not iterable
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError string argument without an encoding
# expect: LookupError unknown encoding: nope
# expect: AttributeError type object 'bool' has no attribute 'foo'
