for s in ['', ' ', 'a', ' a  b ', 'a,b,,c', ',', 'a\tb\nc', 'aXXbXXc', '\u2003a\xa0b', 'a--b--', 'a\x1cb']:
    print([s.split(), s.split(None, 1), s.rsplit(None, 1), s.split(','), s.split(',', 1), s.rsplit(',', 1), s.split('XX'), s.split('--'), s.split(' '), s.split(' ', 0), s.split(None, 0)])
print('a b c'.split(maxsplit=1), 'a,b,c'.rsplit(sep=',', maxsplit=1), ' a b '.split(None, -1), 'abc'.split('abc'), 'aaa'.split('aa'), 'aaa'.rsplit('aa'))
print('a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i\n'.splitlines(), '\n\n'.splitlines(True), ''.splitlines(), 'a\n'.splitlines(keepends=True), 'x'.splitlines())
print('a=b=c'.partition('='), 'a=b=c'.rpartition('='), 'abc'.partition('='), 'abc'.rpartition('='), '='.partition('='))

# expect: [[], [], [], [''], [''], [''], [''], [''], [''], [''], []]
# expect: [[], [], [], [' '], [' '], [' '], [' '], [' '], ['', ''], [' '], []]
# expect: [['a'], ['a'], ['a'], ['a'], ['a'], ['a'], ['a'], ['a'], ['a'], ['a'], ['a']]
# expect: [['a', 'b'], ['a', 'b '], [' a', 'b'], [' a  b '], [' a  b '], [' a  b '], [' a  b '], [' a  b '], ['', 'a', '', 'b', ''], [' a  b '], ['a  b ']]
# expect: [['a,b,,c'], ['a,b,,c'], ['a,b,,c'], ['a', 'b', '', 'c'], ['a', 'b,,c'], ['a,b,', 'c'], ['a,b,,c'], ['a,b,,c'], ['a,b,,c'], ['a,b,,c'], ['a,b,,c']]
# expect: [[','], [','], [','], ['', ''], ['', ''], ['', ''], [','], [','], [','], [','], [',']]
# expect: [['a', 'b', 'c'], ['a', 'b\nc'], ['a\tb', 'c'], ['a\tb\nc'], ['a\tb\nc'], ['a\tb\nc'], ['a\tb\nc'], ['a\tb\nc'], ['a\tb\nc'], ['a\tb\nc'], ['a\tb\nc']]
# expect: [['aXXbXXc'], ['aXXbXXc'], ['aXXbXXc'], ['aXXbXXc'], ['aXXbXXc'], ['aXXbXXc'], ['a', 'b', 'c'], ['aXXbXXc'], ['aXXbXXc'], ['aXXbXXc'], ['aXXbXXc']]
# expect: [['a', 'b'], ['a', 'b'], ['\u2003a', 'b'], ['\u2003a\xa0b'], ['\u2003a\xa0b'], ['\u2003a\xa0b'], ['\u2003a\xa0b'], ['\u2003a\xa0b'], ['\u2003a\xa0b'], ['\u2003a\xa0b'], ['a\xa0b']]
# expect: [['a--b--'], ['a--b--'], ['a--b--'], ['a--b--'], ['a--b--'], ['a--b--'], ['a--b--'], ['a', 'b', ''], ['a--b--'], ['a--b--'], ['a--b--']]
# expect: [['a', 'b'], ['a', 'b'], ['a', 'b'], ['a\x1cb'], ['a\x1cb'], ['a\x1cb'], ['a\x1cb'], ['a\x1cb'], ['a\x1cb'], ['a\x1cb'], ['a\x1cb']]
# expect: ['a', 'b c'] ['a,b', 'c'] ['a', 'b'] ['', ''] ['', 'a'] ['a', '']
# expect: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] ['\n', '\n'] [] ['a\n'] ['x']
# expect: ('a', '=', 'b=c') ('a=b', '=', 'c') ('abc', '', '') ('', '', 'abc') ('', '=', '')
