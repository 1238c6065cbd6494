print('spam eggs', 'doesn\'t', "doesn't", '"Yes," they said.', "\"Yes,\" they said.", '"Isn\'t," they said.')
for text in ['spam eggs', 'doesn\'t', '"Isn\'t," they said.', 'First\nSecond', r'C:\some\name', 'C:\\some\name']:
    print(repr(text), len(text))
    print(text)
print("""\
Usage: thingy [OPTIONS]
     -h                        Display this usage message
""", end="")
print(3 * 'un' + 'ium', 'Py' 'thon', ('Put several strings within parentheses '
        'to have them joined together.'))
prefix = 'Py'
print(prefix + 'thon')

# expect: spam eggs doesn't doesn't "Yes," they said. "Yes," they said. "Isn't," they said.
# expect: 'spam eggs' 9
# expect: spam eggs
# expect: "doesn't" 7
# expect: doesn't
# expect: '"Isn\'t," they said.' 19
# expect: "Isn't," they said.
# expect: 'First\nSecond' 12
# expect: First
# expect: Second
# expect: 'C:\\some\\name' 12
# expect: C:\some\name
# expect: 'C:\\some\name' 11
# expect: C:\some
# expect: ame
# expect: Usage: thingy [OPTIONS]
# expect:      -h                        Display this usage message
# expect: unununium Python Put several strings within parentheses to have them joined together.
# expect: Python
