b = "Жук".encode()
print(b, len(b), b.decode("utf-8"), b"abc"[1], b"abc"[1:], bytes([65, 66]), b"a" + b"b", "é".encode("latin-1"))

# expect: b'\xd0\x96\xd1\x83\xd0\xba' 6 Жук 98 b'bc' b'AB' b'ab' b'\xe9'
