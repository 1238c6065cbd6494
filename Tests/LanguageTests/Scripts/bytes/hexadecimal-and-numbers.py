print(b"\x00\xffA".hex(), b"\x01\x02\x03".hex(":"), b"\x01\x02\x03\x04\x05".hex("-", 2), b"\x01\x02\x03".hex("-", -2), bytes.fromhex("00 ff 41"), bytearray.fromhex("0a0B"), bytes.fromhex(""))
print((1000).to_bytes(2, "big"), int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(bytearray(b"\xe8\x03"), "little"), ord(b"A"), b"%d" if False else "", ascii("é"), bytes(5).hex())
for bad in (lambda: bytes.fromhex("0"), lambda: bytes.fromhex("zz"), lambda: bytes.fromhex(5), lambda: b"a".hex("ab")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: 00ff41 01:02:03 01-0203-0405 0102-03 b'\x00\xffA' bytearray(b'\n\x0b') b''
# expect: b'\x03\xe8' 1000 1000 65  '\xe9' 0000000000
# expect: ValueError non-hexadecimal number found in fromhex() arg at position 1
# expect: ValueError non-hexadecimal number found in fromhex() arg at position 0
# expect: TypeError fromhex() argument must be str, not int
# expect: ValueError sep must be length 1.
