import re
m = re.search(r"(?P<user>\w+)@(?P<host>[\w.]+)(:(\d+))?", "mail me@example.org now")
print(m.group(), m.group(0), m.group(1), m.group("host"), m.group(1, 2, "user"))
print(m.groups(), m.groups("-"), m.groupdict(), m.groupdict(default="?"))
print(m["user"], m[2], m[3])
print(m.start(), m.end(), m.span(), m.span("host"), m.span(4), m.start(3))
print(m.lastindex, m.lastgroup, m.pos, m.endpos, m.string, m.re.groups, dict(m.re.groupindex), m.regs)
print(m, bool(m))
for key in (7, "nobody"):
    try:
        m.group(key)
    except IndexError as error:
        print(error)
# expect: me@example.org me@example.org me example.org ('me', 'example.org', 'me')
# expect: ('me', 'example.org', None, None) ('me', 'example.org', '-', '-') {'user': 'me', 'host': 'example.org'} {'user': 'me', 'host': 'example.org'}
# expect: me example.org None
# expect: 5 19 (5, 19) (8, 19) (-1, -1) -1
# expect: 2 host 0 23 mail me@example.org now 4 {'user': 1, 'host': 2} ((5, 19), (5, 7), (8, 19), (-1, -1), (-1, -1))
# expect: <re.Match object; span=(5, 19), match='me@example.org'> True
# expect: no such group
# expect: no such group
