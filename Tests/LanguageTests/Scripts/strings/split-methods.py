print("a,b,,c".split(","), " a  b ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","), "a b  c d".split(None, 2), "a b c".rsplit(None, 1))
print("a\nb\r\nc".splitlines(), "a\nb".splitlines(True), "k=v=w".partition("="), "k=v=w".rpartition("="), "abc".partition("-"))

# expect: ['a', 'b', '', 'c'] ['a', 'b'] ['a', 'b,c'] ['a,b', 'c'] [] [''] ['a', 'b', 'c d'] ['a b', 'c']
# expect: ['a', 'b', 'c'] ['a\n', 'b'] ('k', '=', 'v=w') ('k=v', '=', 'w') ('abc', '', '')
