import re
text = "x=1, y=22, zz=333"
print(re.findall(r"\d+", text))
print(re.findall(r"(\w+)=", text))
print(re.findall(r"(\w+)=(\d+)", text))
print(re.findall(r"a*", "baac"))
print([m.span() for m in re.finditer(r"\w+", text)])
print([m["k"] for m in re.finditer(r"(?P<k>[xyz]+)=", text)])
print(re.findall("(a)|(b)", "ab"), re.findall("", "ab"))
# expect: ['1', '22', '333']
# expect: ['x', 'y', 'zz']
# expect: [('x', '1'), ('y', '22'), ('zz', '333')]
# expect: ['', 'aa', '', '']
# expect: [(0, 1), (2, 3), (5, 6), (7, 9), (11, 13), (14, 17)]
# expect: ['x', 'y', 'zz']
# expect: [('a', ''), ('', 'b')] ['', '', '']
