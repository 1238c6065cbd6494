print('aé日😀'.encode(), 'aé'.encode('latin-1'), 'a'.encode('ascii'), 'é'.encode('ascii', 'ignore'), 'é'.encode('ascii', 'replace'), 'é😀'.encode('ascii', 'backslashreplace'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'Ж'.encode('cp1251') if False else '', 'é'.encode('utf-16-le'))
print(b'a\xc3\xa9'.decode(), b'\xe9'.decode('latin-1'), b'a\xff'.decode('utf-8', 'ignore'), ascii(b'a\xff'.decode('utf-8', 'replace')), b'a\xffb'.decode('ascii', 'ignore'))
for f in [lambda: 'é'.encode('ascii'), lambda: 'aéb'.encode('ascii'), lambda: 'Ж'.encode('latin-1'), lambda: b'\xff'.decode(), lambda: b'a\xe9b'.decode('utf-8'), lambda: b'\xff'.decode('ascii'), lambda: 'a'.encode('nope'), lambda: b'a'.decode('nope')]:
    try: f()
    except Exception as e: print(type(e).__name__, e)

# expect: b'a\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80' b'a\xe9' b'a' b'' b'?' b'\\xe9\\U0001f600' b'&#233;'  b'\xe9\x00'
# expect: aé é a 'a\ufffd' ab
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 1: ordinal not in range(128)
# expect: UnicodeEncodeError 'latin-1' codec can't encode character '\u0416' in position 0: ordinal not in range(256)
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xe9 in position 1: invalid continuation byte
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)
# expect: LookupError unknown encoding: nope
# expect: LookupError unknown encoding: nope
