print("a" 'b' """c""" r"\d" u"e" f"{1}" "g")
x = ("long "
     "text"
     f" {1 + 1}")
print(x, "%s" "%d" % ("a", 1), len("a" "b"), ["a" "b", "c"])
print(b"a" b'b' rb"\c" BR"\d")
print("one" \
      "two")

# expect: abc\de1g
# expect: long text 2 a1 2 ['ab', 'c']
# expect: b'ab\\c\\d'
# expect: onetwo
