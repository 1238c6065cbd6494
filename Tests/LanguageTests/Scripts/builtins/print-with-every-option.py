import sys
print()
print(1, 'a', None, [1, 'b'], sep='')
print('a', 'b', sep='\n', end='|\n')
print(*[], end='empty\n')
print(*'abc', sep=', ')
print('no newline', end='')
print('', 'x', sep='-')
print('to stdout', file=sys.stdout, flush=True)
print(sep='', end='')
print('a', sep=None, end=None)
print((1,), {}, set(), b'', 1.0, True, ...)
class P:
    def __str__(self): return 'P!'
print(P(), [P.__name__])
for f in [lambda: print('a', sep=1), lambda: print('a', end=b''), lambda: print('a', file=5), lambda: print('a', foo=1)]:
    try: f()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
print(sys.stdout.write('written\n'))

# expect:
# expect: 1aNone[1, 'b']
# expect: a
# expect: b|
# expect: empty
# expect: a, b, c
# expect: no newline-x
# expect: to stdout
# expect: a
# expect: (1,) {} set() b'' 1.0 True Ellipsis
# expect: P! ['P']
# expect: TypeError sep must be None or a string, not int
# expect: TypeError end must be None or a string, not bytes
# expect: AttributeError 'int' object has no attribute 'write'
# expect: TypeError 'foo' is an invalid keyword argument for print()
# expect: written
# expect: 8
