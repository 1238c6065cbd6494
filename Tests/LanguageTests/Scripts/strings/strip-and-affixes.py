print(repr('  a '.strip()), repr('\t\n a\r\x0b'.strip()), repr('xxaxx'.strip('x')), repr('abcba'.strip('ab')), repr('abc'.lstrip('cba')), repr('a '.rstrip()), repr('a'.strip('')), repr('\xa0\u2003a\u3000'.strip()), repr('éaé'.strip('é')), repr(''.strip('a')))
print('prefix-x'.removeprefix('prefix-'), 'x'.removeprefix('xy'), 'file.txt'.removesuffix('.txt'), 'a'.removesuffix(''), 'aa'.removeprefix('a'), 'abc'.removesuffix('abc') == '')
print('abc'.startswith(''), 'abc'.startswith('b', 1), 'abc'.startswith('bc', 1, 2), 'abc'.startswith(('x', 'a')), 'abc'.startswith(()), 'abc'.endswith('c'), 'abc'.endswith('b', 0, 2), 'abc'.endswith(('x', 'bc')), ''.startswith(''), 'a'.startswith('', 5), 'abc'.endswith('', 3), 'abc'.endswith('', 4))

# expect: 'a' 'a' 'a' 'c' '' 'a' 'a' 'a' 'a' ''
# expect: x x file a a True
# expect: True True False True False True True True True False True False
