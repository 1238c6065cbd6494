import io
f = io.BytesIO(b"abc\ndef")
print(f.read(2), f.readline(), f.read(), f.read(), f.seek(0), f.read(1), f.tell(), f.seek(-3, 2), f.read(), f.getvalue())
f = io.BytesIO()
print(f.write(b"12345"), f.seek(1), f.write(bytearray(b"X")), f.getvalue(), f.seek(8), f.write(b"!"), f.getvalue(), list(io.BytesIO(b"a\nb")))
for bad in (lambda: f.write("x"), lambda: io.BytesIO("x"), lambda: f.seek(-1)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
# expect: b'ab' b'c\n' b'def' b'' 0 b'a' 1 4 b'def' b'abc\ndef'
# expect: 5 1 1 b'1X345' 8 1 b'1X345\x00\x00\x00!' [b'a\n', b'b']
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError negative seek value -1
