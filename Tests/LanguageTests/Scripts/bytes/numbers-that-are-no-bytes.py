def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

t(lambda: int.from_bytes("a", "big"))
t(lambda: bytes([10**30]))
t(lambda: bytes([1]).index(10**30))
t(lambda: bytearray([1]).append(10**30))
t(lambda: b"a".count(300))
t(lambda: b"ab" * (1 << 62))
t(lambda: "ab" * (1 << 62))
t(lambda: int("é" * 300))
t(lambda: int(b"x" * 300))

# expect: TypeError cannot convert 'str' object to bytes
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: OverflowError repeated bytes are too long
# expect: OverflowError repeated string is too long
# expect: ValueError invalid literal for int() with base 10: 'ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé
# expect: ValueError invalid literal for int() with base 10: b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
