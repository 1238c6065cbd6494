print("\x41\u0416\U0001F600\101\60\0".encode("utf-8"), "\N{BULLET}\N{greek small letter alpha}\N{LATIN SMALL LETTER E WITH ACUTE}")
print(ascii("\a\b\f\n\r\t\v\\\'\""), "a\
b", b"\x00\xff\101\n\\", b"\N\u0041"[:2], len("\377"), "\08" == "\x008")
print("\N{DIGIT ONE}" "\N{EM DASH}" "\N{SNOWMAN}", len("\N{CJK UNIFIED IDEOGRAPH-4E2D}"))

# expect: b'A\xd0\x96\xf0\x9f\x98\x80A0\x00' •αé
# expect: '\x07\x08\x0c\n\r\t\x0b\\\'"' ab b'\x00\xffA\n\\' b'\\N' 1 True
# expect: 1—☃ 1
