text = "naïve €uro 😀"
for encoding in ("utf-8", "UTF8", "utf_16_le", "utf-16-be", "utf-32-le", "utf-8-sig", "U8"):
    data = text.encode(encoding)
    print(encoding, data, data.decode(encoding) == text)
print("é€".encode("cp1252"), b"\x80\x93".decode("cp1252"), "é".encode("latin-1"), b"\xe9".decode("latin1"), "abc".encode("ascii"), text.encode(), str(b"\xc3\xa9", "utf-8"), str(b"x", encoding="ascii", errors="strict"), str(b"abc"))
for errors in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace"):
    print(errors, text.encode("ascii", errors))
print(b"a\xffb\xc3".decode("utf-8", "replace"), b"a\xffb".decode(errors="ignore"), b"a\xff".decode("ascii", "backslashreplace"), b"\xf0\x9f\x98".decode("utf-8", "replace"), b"\xe2\x82x".decode("utf8", errors="replace"))
for bad in (lambda: b"\xff".decode(), lambda: b"a\xc3".decode(), lambda: b"\xc3(".decode(), lambda: b"\xe2\x82".decode("utf-8"), lambda: b"\xe2\x28\xa1".decode(), lambda: b"\x80".decode("ascii"), lambda: "é".encode("ascii"), lambda: "éé".encode("ascii"), lambda: "€".encode("latin-1"), lambda: b"a".decode("nope"), lambda: b"\xff".decode("utf-8", "nope"), lambda: b"\xed\xa0\x80".decode(), lambda: b"\x81".decode("cp1252"), lambda: b"a".decode("utf-16"), lambda: "日本".encode("cp1252")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: utf-8 b'na\xc3\xafve \xe2\x82\xacuro \xf0\x9f\x98\x80' True
# expect: UTF8 b'na\xc3\xafve \xe2\x82\xacuro \xf0\x9f\x98\x80' True
# expect: utf_16_le b'n\x00a\x00\xef\x00v\x00e\x00 \x00\xac u\x00r\x00o\x00 \x00=\xd8\x00\xde' True
# expect: utf-16-be b'\x00n\x00a\x00\xef\x00v\x00e\x00  \xac\x00u\x00r\x00o\x00 \xd8=\xde\x00' True
# expect: utf-32-le b'n\x00\x00\x00a\x00\x00\x00\xef\x00\x00\x00v\x00\x00\x00e\x00\x00\x00 \x00\x00\x00\xac \x00\x00u\x00\x00\x00r\x00\x00\x00o\x00\x00\x00 \x00\x00\x00\x00\xf6\x01\x00' True
# expect: utf-8-sig b'\xef\xbb\xbfna\xc3\xafve \xe2\x82\xacuro \xf0\x9f\x98\x80' True
# expect: U8 b'na\xc3\xafve \xe2\x82\xacuro \xf0\x9f\x98\x80' True
# expect: b'\xe9\x80' €“ b'\xe9' é b'abc' b'na\xc3\xafve \xe2\x82\xacuro \xf0\x9f\x98\x80' é x b'abc'
# expect: ignore b'nave uro '
# expect: replace b'na?ve ?uro ?'
# expect: backslashreplace b'na\\xefve \\u20acuro \\U0001f600'
# expect: xmlcharrefreplace b'na&#239;ve &#8364;uro &#128512;'
# expect: a�b� ab a\xff � �x
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc3 in position 1: unexpected end of data
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte
# expect: UnicodeDecodeError 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xe2 in position 0: invalid continuation byte
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128)
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# expect: UnicodeEncodeError 'ascii' codec can't encode characters in position 0-1: ordinal not in range(128)
# expect: UnicodeEncodeError 'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)
# expect: LookupError unknown encoding: nope
# expect: LookupError unknown error handler name 'nope'
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
# expect: UnicodeDecodeError 'charmap' codec can't decode byte 0x81 in position 0: character maps to <undefined>
# expect: UnicodeDecodeError 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: UnicodeEncodeError 'charmap' codec can't encode characters in position 0-1: character maps to <undefined>
