import re
print(re.findall(rb"\d+", b"a1 b22"), re.sub(rb"(\w)=", rb"\1:", b"x=1"), re.split(b",", b"a,b"))
print(re.match(rb"\w+", b"ab\xe9").group(), re.search(b"[\xe0-\xef]", b"ab\xe9").span(), re.match(b"(a)", b"a"))
print(re.escape(b"a.b"), re.compile(rb"a\x00"))
# expect: [b'1', b'22'] b'x:1' [b'a', b'b']
# expect: b'ab' (2, 3) <re.Match object; span=(0, 1), match=b'a'>
# expect: b'a\\.b' re.compile(b'a\\x00')
