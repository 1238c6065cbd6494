def f(a, b=2, /, c=3, *args, d, e=5, **rest): return a, b, c, args, d, e, rest
print(f(1, d=4))
print(f(1, 2, 3, 4, 5, d=6, g=7, a=8))
def g(a, /, *, b): return a, b
for call in (lambda: g(1, 2), lambda: g(a=1, b=2), lambda: g(1)):
    try: call()
    except TypeError as e: print(e)
print((lambda a, /, b=1, *c, d=2, **e: (a, b, c, d, e))(0, 1, 2, d=3, z=4))

# expect: (1, 2, 3, (), 4, 5, {})
# expect: (1, 2, 3, (4, 5), 6, 5, {'g': 7, 'a': 8})
# expect: g() takes 1 positional argument but 2 were given
# expect: g() got some positional-only arguments passed as keyword arguments: 'a'
# expect: g() missing 1 required keyword-only argument: 'b'
# expect: (0, 1, (2,), 3, {'z': 4})
