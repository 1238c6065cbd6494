import re
print(re.findall(r"\w+(?=!)", "yes! no ok!"), re.findall(r"\b\w+\b(?!!)", "yes! no ok!"))
print(re.findall(r"(?<=\$)\d+", "$5 7 $12"), re.findall(r"(?<!\$)\b\d+", "$5 7 $12"))
print(re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"))
print(re.search(r"(?=(\w+))\1:", "ab:").span(), re.search("(?<=(a))b", "ab").groups())
print(re.findall("(?<=a|b)c", "acbcc"), re.findall("(?<=ab|cd)e", "abe cde ade"))
for pattern in ("(?<=a*)b", "(?<=a|bc)d", "(?<=(a)(?=b))\\1", "(?<!a{1,2})"):
    try:
        print(re.compile(pattern).pattern)
    except re.error as error:
        print(error, error.pos)
# expect: ['yes', 'ok'] ['no']
# expect: ['5', '12'] ['7']
# expect: 1,234,567
# expect: (0, 3) ('a',)
# expect: ['c', 'c'] ['e', 'e']
# expect: look-behind requires fixed-width pattern None
# expect: look-behind requires fixed-width pattern None
# expect: (?<=(a)(?=b))\1
# expect: look-behind requires fixed-width pattern None
