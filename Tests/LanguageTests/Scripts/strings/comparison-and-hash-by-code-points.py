print('a' < 'b', 'Z' < 'a', 'abc' < 'abd', 'ab' < 'abc', '' < 'a', 'я' > 'z', 'é' > 'f', '10' < '9', 'a' == 'A', 'ß' == 'ss', '\U0001F600' > '\uffff', 'a\x00b' > 'a')
print(hash('abc') == hash('ab' + 'c'), {'a': 1, 'b': 2}['a'], 'abc' is 'abc', 'a' != 'b')
print(sorted(['b', 'B', 'a', 'A', 'é', 'z', '10', '9', '', 'Ы', 'ы']), sorted('Hello', key=str.lower), sorted(['aa', 'b', 'ccc'], key=len, reverse=True))

# expect: True True True True True True True True False False True True
# expect: True 1 True True
# expect: ['', '10', '9', 'A', 'B', 'a', 'b', 'z', 'é', 'Ы', 'ы'] ['e', 'H', 'l', 'l', 'o'] ['ccc', 'aa', 'b']
