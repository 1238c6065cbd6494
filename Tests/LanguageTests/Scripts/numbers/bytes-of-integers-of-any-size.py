x = 2 ** 70 + 258
print(x.to_bytes(9, "big"), x.to_bytes(10, "little"), (-x).to_bytes(10, "big", signed=True), (0).to_bytes(0, "big"))
print(int.from_bytes(b"\x01" * 12, "big"), int.from_bytes(b"\xff" * 12, "little"), int.from_bytes(b"\xfe" + b"\xff" * 11, "big", signed=True), int.from_bytes(b"", "big"))
for f in (lambda: x.to_bytes(8, "big"), lambda: (-x).to_bytes(20, "big"), lambda: (128).to_bytes(1, "big", signed=True), lambda: (256).to_bytes(1, "big")):
    try:
        print(f())
    except OverflowError as e:
        print(e)
print((-128).to_bytes(1, "big", signed=True), (127).to_bytes(1, "big", signed=True), (255).to_bytes(1, "big"))

# expect: b'@\x00\x00\x00\x00\x00\x00\x01\x02' b'\x02\x01\x00\x00\x00\x00\x00\x00@\x00' b'\xff\xbf\xff\xff\xff\xff\xff\xff\xfe\xfe' b''
# expect: 310698676526526814092329217 79228162514264337593543950335 -309485009821345068724781057 0
# expect: int too big to convert
# expect: can't convert negative int to unsigned
# expect: int too big to convert
# expect: int too big to convert
# expect: b'\x80' b'\x7f' b'\xff'
