import re
print(re.findall(r"(\w)\1", "aabbcd"), re.search(r"(?P<q>['\"]).*?(?P=q)", "say 'hi \"x\"'").group())
print(re.match(r"(a)|b\1", "b"), re.findall(r"(?i)(a)\1", "aA"))
address = re.compile(r"(<)?(\w+@\w+(?:\.\w+)+)(?(1)>|$)")
for text in ("<user@host.com>", "user@host.com", "<user@host.com", "user@host.com>"):
    print(text, bool(address.match(text)))
print(re.match("(?P<x>a)?(?(x)b|c)", "ab"), re.match("(?P<x>a)?(?(x)b|c)", "c"), re.match("(a)?(?(1)b)", "x"))
# expect: ['a', 'b'] 'hi "x"'
# expect: None ['a']
# expect: <user@host.com> True
# expect: user@host.com True
# expect: <user@host.com False
# expect: user@host.com> False
# expect: <re.Match object; span=(0, 2), match='ab'> <re.Match object; span=(0, 1), match='c'> <re.Match object; span=(0, 0), match=''>
