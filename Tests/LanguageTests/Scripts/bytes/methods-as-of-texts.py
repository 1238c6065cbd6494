b = b"  Hello, World  "
print(b.strip(), b.lstrip(), b.rstrip(b" d"), b.upper(), b.lower(), b.title(), b.swapcase(), b.replace(b"l", b"L"), b.replace(b"l", b"", 1), b.find(b"o"), b.rfind(b"o"), b.find(b"z"), b.count(b"l"), b.index(b"W"), b.find(108), b.count(108), b.find(b"o", 8), b.find(b"", 3))
print(b"a,b,,c".split(b","), b"a b  c".split(), b"a,b,c".split(b",", 1), b"a,b,c".rsplit(b",", 1), b"k=v".partition(b"="), b"kv".rpartition(b"="), b"a\nb\r\nc".splitlines(), b"a\nb".splitlines(True), b",".join([b"x", b"y", bytearray(b"z")]), b"".join([]))
print(b"abc".startswith(b"ab"), b"abc".endswith((b"x", b"c")), b"abc".startswith(b"b", 1), b"12".isdigit(), b"ab".isalpha(), b"a1".isalnum(), b" \t".isspace(), b"AB".isupper(), b"ab".islower(), b"\xe9".isalpha(), b"\xe9".upper(), b"a".isascii())
print(b"x".center(5, b"*"), b"x".ljust(3), b"x".rjust(3, b"."), b"7".zfill(3), b"a\tb".expandtabs(4), b"prefix-x".removeprefix(b"prefix-"), b"x.py".removesuffix(b".py"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"hello".capitalize())
for bad in (lambda: b.split(""), lambda: b.split(b""), lambda: b.find("x"), lambda: b.index(b"zz"), lambda: b.replace("a", b"b"), lambda: b",".join(["x"]), lambda: b.startswith("x"), lambda: b.strip("x"), lambda: b.count(256)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: b'Hello, World' b'Hello, World  ' b'  Hello, Worl' b'  HELLO, WORLD  ' b'  hello, world  ' b'  Hello, World  ' b'  hELLO, wORLD  ' b'  HeLLo, WorLd  ' b'  Helo, World  ' 6 10 -1 3 9 4 3 10 3
# expect: [b'a', b'b', b'', b'c'] [b'a', b'b', b'c'] [b'a', b'b,c'] [b'a,b', b'c'] (b'k', b'=', b'v') (b'', b'', b'kv') [b'a', b'b', b'c'] [b'a\n', b'b'] b'x,y,z' b''
# expect: True True True True True True True True True False b'\xe9' True
# expect: b'**x**' b'x  ' b'..x' b'007' b'a   b' b'x' b'x' b'xyc' b'ac' b'Hello'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError empty separator
# expect: TypeError argument should be integer or bytes-like object, not 'str'
# expect: ValueError subsection not found
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError sequence item 0: expected a bytes-like object, str found
# expect: TypeError startswith first arg must be bytes or a tuple of bytes, not str
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError byte must be in range(0, 256)
