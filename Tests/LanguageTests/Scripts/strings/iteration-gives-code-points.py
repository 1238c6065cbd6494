for c in "аб":
    print(c, ord(c), chr(ord(c) + 1))
print(list("Ёж"), sorted("hello"), list(enumerate("ab")), list(reversed("abc")))

# expect: а 1072 б
# expect: б 1073 в
# expect: ['Ё', 'ж'] ['e', 'h', 'l', 'l', 'o'] [(0, 'a'), (1, 'b')] ['c', 'b', 'a']
