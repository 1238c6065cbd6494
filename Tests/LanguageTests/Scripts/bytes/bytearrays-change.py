a = bytearray(b"hello")
a[0] = 72
a[-1:] = b"O!"
a.append(63); a.extend(b"ab"); a.extend([99]); a.insert(0, 46)
print(a, a.pop(), a.pop(0), a, len(a), a.copy() == a, a[1:3], a[0], a.find(b"l"), a.upper(), a.decode(), bytes(a), a.split(b"l"), a.hex())
a.remove(72); a.reverse(); a += b"zz"; del a[0]; del a[::2]
print(a, a * 2, list(a), a + bytearray(b"1"), b"z" in a, a > b"A")
a[:] = b"abcdef"
a[1:3] = b""
a[::2] = b"XY"
print(a, [x for x in a])
a.clear()
print(a, not a)
for bad in (lambda: a.pop(), lambda: a.append(256), lambda: a.append("x"), lambda: a.remove(1), lambda: a[0], lambda: a.extend("x")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: bytearray(b'HellO!?ab') 99 46 bytearray(b'HellO!?ab') 9 True bytearray(b'el') 72 2 bytearray(b'HELLO!?AB') HellO!?ab b'HellO!?ab' [bytearray(b'He'), bytearray(b''), bytearray(b'O!?ab')] 48656c6c4f213f6162
# expect: bytearray(b'?Olz') bytearray(b'?Olz?Olz') [63, 79, 108, 122] bytearray(b'?Olz1') True False
# expect: bytearray(b'XdYf') [88, 100, 89, 102]
# expect: bytearray(b'') True
# expect: IndexError pop from empty bytearray
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError value not found in bytearray
# expect: IndexError bytearray index out of range
# expect: TypeError 'str' object cannot be interpreted as an integer
