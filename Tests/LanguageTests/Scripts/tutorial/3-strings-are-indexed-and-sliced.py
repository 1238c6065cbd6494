word = 'Python'
print(word[0], word[5], word[-1], word[-2], word[-6], word[0:2], word[2:5], word[:2], word[4:], word[-2:])
print(word[:2] + word[2:], word[:4] + word[4:], word[4:42], repr(word[42:]))
for bad in [lambda: word[42], lambda: len(word) + word[0]]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
try:
    word[0] = 'J'
except TypeError as e:
    print(e)
try:
    word[2:] = 'py'
except TypeError as e:
    print(e)
print('J' + word[1:], word[:2] + 'py', len('supercalifragilisticexpialidocious'))

# expect: P n n o P Py tho Py on on
# expect: Python Python on ''
# expect: IndexError string index out of range
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: 'str' object does not support item assignment
# expect: 'str' object does not support item assignment
# expect: Jython Pypy 34
