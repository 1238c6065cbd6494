for s in ['abc', '_x', 'x1', '1x', '', 'имя', 'a-b', 'a b', 'class', 'é', '日本', 'x²', '_', '__', 'a.b', 'ªx', 'x\u0301']:
    print(ascii(s), s.isidentifier())

# expect: 'abc' True
# expect: '_x' True
# expect: 'x1' True
# expect: '1x' False
# expect: '' False
# expect: '\u0438\u043c\u044f' True
# expect: 'a-b' False
# expect: 'a b' False
# expect: 'class' True
# expect: '\xe9' True
# expect: '\u65e5\u672c' True
# expect: 'x\xb2' False
# expect: '_' True
# expect: '__' True
# expect: 'a.b' False
# expect: '\xaax' True
# expect: 'x\u0301' True
