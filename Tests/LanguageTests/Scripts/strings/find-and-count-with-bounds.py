s = 'abcabcабв'
for args in [('a',), ('a', 1), ('a', -3), ('c', 2, 3), ('', 3), ('', 20), ('z',), ('абв',), ('в', -1), ('a', None, 3), ('bc', 1, None), ('a', 5, 2), ('',)]:
    print(args, s.find(*args), s.rfind(*args), s.count(*args))
for args in [('a',), ('z',), ('a', 4), ('', 20)]:
    try: print(s.index(*args), s.rindex(*args))
    except ValueError as e: print(e)
print('aaaa'.count('aa'), ''.count(''), 'abc'.count(''), 'abc'.count('', 1), 'aXbX'.replace('X', '-', 1), 'aaa'.replace('a', 'b', -1), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), ''.replace('', 'x'), ''.replace('', 'x', 0), 'aaa'.replace('aa', 'b'), 'abc'.replace('b', ''))

# expect: ('a',) 0 3 2
# expect: ('a', 1) 3 3 1
# expect: ('a', -3) -1 -1 0
# expect: ('c', 2, 3) 2 2 1
# expect: ('', 3) 3 9 7
# expect: ('', 20) -1 -1 0
# expect: ('z',) -1 -1 0
# expect: ('абв',) 6 6 1
# expect: ('в', -1) 8 8 1
# expect: ('a', None, 3) 0 0 1
# expect: ('bc', 1, None) 1 4 2
# expect: ('a', 5, 2) -1 -1 0
# expect: ('',) 0 9 10
# expect: 0 3
# expect: substring not found
# expect: substring not found
# expect: substring not found
# expect: 2 1 4 3 a-bX bbb -a-b-c- -a-bc x  ba ac
