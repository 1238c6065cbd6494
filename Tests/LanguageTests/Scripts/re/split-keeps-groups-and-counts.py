import re
print(re.split(r"[,;]\s*", "a, b;c"))
print(re.split(r"([,;])", "a,b;c"))
print(re.split(",", "a,b,c", maxsplit=1))
print(re.split("x*", "axbc"), re.split("(x)|(y)", "axbyc"))
print(re.split(r"\W+", "Words, words, words."))
print(re.compile(r"\d").split("a1b2c", 1))
# expect: ['a', 'b', 'c']
# expect: ['a', ',', 'b', ';', 'c']
# expect: ['a', 'b,c']
# expect: ['', 'a', '', 'b', 'c', ''] ['a', 'x', None, 'b', None, 'y', 'c']
# expect: ['Words', 'words', 'words', '']
# expect: ['a', 'b2c']
