import re
print(re.sub(r"\s+", " ", "a  b \n c"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"))
print(re.sub(r"(?P<first>\w)(\w*)", r"\g<2>\g<first>ay", "pig latin"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "a1 b20"))
print(re.sub("a", "b", "aaaa", count=2), re.subn("a", "b", "aaaa"), re.sub("x", "y", "abc"))
print(re.sub("", "-", "abc"), re.sub("x*", "-", "abxd"))
print(re.sub("(a)|b", r"[\1]", "ab"), re.sub("a", r"\n\\n\g<0>\t", "a") == "\n\\na\t")
print(re.compile("b").sub("B", "abcb"), re.compile("b").subn("B", "abcb", 1))
for template in (r"\2", r"\g<x>", r"\g<", r"\q", r"\g<1"):
    try:
        re.sub("(a)", template, "a")
    except (re.error, IndexError) as error:
        print(type(error).__name__, error)
try:
    re.sub("a", lambda m: 1, "xa")
except TypeError as error:
    print(error)
# expect: a b c
# expect: world hello
# expect: igpay atinlay
# expect: a2 b40
# expect: bbaa ('bbbb', 4) abc
# expect: -a-b-c- -a-b--d-
# expect: [a][] True
# expect: aBcB ('aBcb', 1)
# expect: error invalid group reference 2 at position 1
# expect: IndexError unknown group name 'x'
# expect: error missing group name at position 3
# expect: error bad escape \q at position 0
# expect: error missing >, unterminated name at position 3
# expect: sequence item 1: expected str instance, int found
