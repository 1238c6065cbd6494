print(r"\n", R"\n", b"a", B"a", rb"\x", bR"\x", Rb"\x", BR"\x", rB'\x', Br'\x')
print(f"{1}", F"{1}", rf"\{1}", fr"\{1}", Rf"{1}\n", fR"{1}", FR"{1}", RF"{1}", u"ü", U"ü")
print(r'\'', r"a\"b", len(r"\\"), '\'', "\"")

# expect: \n \n b'a' b'a' b'\\x' b'\\x' b'\\x' b'\\x' b'\\x' b'\\x'
# expect: 1 1 \1 \1 1\n 1 1 1 ü ü
# expect: \' a\"b 2 ' "
