import re
text = "ab" * 100000
print(len(re.match("(?:a|b)*", text)[0]), len(re.match("(a|b)*?$", text)[0]), len(re.findall("(?:ab)+?", text)))
print(re.match("(?:(?:a|b)+)*$", text).end(), re.search("(ab)*c", "ab" * 500), len(re.sub("a", "xyz", text)))
print(re.match("(" * 90 + "a" + ")" * 90, "a").groups()[-1], re.compile("(a)" * 150).groups)
# expect: 200000 200000 100000
# expect: 200000 None 400000
# expect: a 150
