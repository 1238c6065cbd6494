print(b"abc", b'it\'s "x"', b"\x00\xff\n\t\\", rb"\n", b"a" b"b", bytes(), bytes(3), bytes([65, 66]), bytes("né", "utf-8"), bytes(b"x"), bytes(range(3)), bytes(bytearray(b"q")))
print(bytearray(b"abc"), bytearray(2), bytearray([1, 2]), bytearray("é", "latin-1"), bytearray(), type(b""), type(bytearray()))
for bad in (lambda: bytes("x"), lambda: bytes([256]), lambda: bytes(-1), lambda: bytes([1.5]), lambda: bytes(1.5), lambda: bytes(["a"]), lambda: bytearray([300]), lambda: bytes(None), lambda: bytes(5, "utf-8"), lambda: bytes("x", "nope")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: b'abc' b'it\'s "x"' b'\x00\xff\n\t\\' b'\\n' b'ab' b'' b'\x00\x00\x00' b'AB' b'n\xc3\xa9' b'x' b'\x00\x01\x02' b'q'
# expect: bytearray(b'abc') bytearray(b'\x00\x00') bytearray(b'\x01\x02') bytearray(b'\xe9') bytearray(b'') <class 'bytes'> <class 'bytearray'>
# expect: TypeError string argument without an encoding
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError negative count
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError cannot convert 'float' object to bytes
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError cannot convert 'NoneType' object to bytes
# expect: TypeError encoding without a string argument
# expect: LookupError unknown encoding: nope
