def f():
    print('asked')
    return [1, 2]
g = (x * y for x in f() for y in [10])
print('made')
print(list(g))
try: (x for x in 5)
except TypeError as e: print(e)
n = 10
g = (x + n for x in [1, 2])
n = 100
print(list(g))
print(sum(x for x in range(4)), max((x for x in 'abc'), key=ord), tuple(x for x in ()), dict((x, x) for x in 'a'))

# expect: asked
# expect: made
# expect: [10, 20]
# expect: 'int' object is not iterable
# expect: [101, 102]
# expect: 6 c () {'a': 'a'}
