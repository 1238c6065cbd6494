import re
p = re.compile("a+")
print(p == re.compile("a+"), p == re.compile("a+", re.I), hash(p) == hash(re.compile("a+")), p is re.compile("a+"))
it = re.finditer("[aeiou]", "education")
print(next(it).group(), next(it).start(), [m.group() for m in it])
print(re.compile(p) is p, p.pattern, re.purge())
words = {m.group().lower() for m in re.finditer(r"\w+", "The the THE end")}
print(sorted(words), isinstance(p, re.Pattern), isinstance(p.match("a"), re.Match), re.Pattern, re.Match)
# expect: True False True True
# expect: e 2 ['a', 'i', 'o']
# expect: True a+ None
# expect: ['end', 'the'] True True <class 're.Pattern'> <class 're.Match'>
