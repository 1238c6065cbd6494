print('\a\b\f\v' == '\x07\x08\x0c\x0b', '\101\60', '\x41', '\u0416', '\U0001F600', '\N{GREEK SMALL LETTER ALPHA}', '\
joined', repr('\0'), r'\n\x41', R'\'', len('\
'), '\q' == '\\q', '\8' == '\\8', '\1111' == 'I1')
print(b'\x41\101\n\q' == bytes([65, 65, 10, 92, 113]), rb'\n', b'it\'s', u'u')
print("""a
b\
c""", '''q"q'q''', "a" 'b' """c""" r'\d')

# expect: True A0 A Ж 😀 α joined '\x00' \n\x41 \' 0 True True True
# expect: True b'\\n' b"it's" u
# expect: a
# expect: bc q"q'q abc\d
