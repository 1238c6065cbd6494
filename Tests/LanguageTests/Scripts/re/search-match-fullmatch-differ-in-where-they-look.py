import re
text = "abc 123"
print(re.match(r"\d+", text), re.search(r"\d+", text), re.fullmatch(r"\w+ \d+", text))
print(re.match(r"\w+", text).group(), re.fullmatch(r"\w+", text))
p = re.compile(r"\d")
print(p.search(text, 5), p.search(text, 5, 5), p.match(text, 4), p.fullmatch(text, 4, 5))
print(re.compile("^b").match("ab", 1), re.compile(r"(?<=a)b").match("ab", 1))
# expect: None <re.Match object; span=(4, 7), match='123'> <re.Match object; span=(0, 7), match='abc 123'>
# expect: abc None
# expect: <re.Match object; span=(5, 6), match='2'> None <re.Match object; span=(4, 5), match='1'> <re.Match object; span=(4, 5), match='1'>
# expect: None <re.Match object; span=(1, 2), match='b'>
