b = b"hello world"
print(b[0], b[-1], b[1:4], b[::-1], b[::2], len(b), list(b[:3]), 104 in b, b"wor" in b, b"x" in b, b + b"!", b * 2, 2 * b"ab", b == b"hello world", b < b"i", b != "x", hash(b"a") == hash(b"a"), {b"k": 1}[b"k"])
print([x for x in b"ab"], max(b), sorted(b"cab"), b"ab" + bytearray(b"c"), bytearray(b"c") + b"ab", bytearray(b"ab") == b"ab", bool(b""), not b"x", tuple(b"\x01\x02"), sum(b"\x01\x02"), reversed(b"ab").__next__())
for bad in (lambda: b[20], lambda: b["x"], lambda: b + "x", lambda: b"a" < "b", lambda: "x" in b, lambda: 300 in b, lambda: b.x, lambda: hash(bytearray()), lambda: "a" + b"b"):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
try:
    b[0] = 1
except TypeError as error:
    print(error)
# expect: 104 100 b'ell' b'dlrow olleh' b'hlowrd' 11 [104, 101, 108] True True False b'hello world!' b'hello worldhello world' b'abab' True True True True 1
# expect: [97, 98] 119 [97, 98, 99] b'abc' bytearray(b'cab') True False False (1, 2) 3 98
# expect: IndexError index out of range
# expect: TypeError byte indices must be integers or slices, not str
# expect: TypeError can't concat str to bytes
# expect: TypeError '<' not supported between instances of 'bytes' and 'str'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError byte must be in range(0, 256)
# expect: AttributeError 'bytes' object has no attribute 'x'
# expect: TypeError unhashable type: 'bytearray'
# expect: TypeError can only concatenate str (not "bytes") to str
# expect: 'bytes' object does not support item assignment
