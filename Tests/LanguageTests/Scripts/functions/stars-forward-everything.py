def show(*args, **kwargs): return args, kwargs
def forward(*args, **kwargs): return show(*args, **kwargs)
print(forward(), forward(1, 2, a=3), forward(*[1], *(2, 3), **{'x': 1}, **{'y': 2}), forward(*'ab', c=1, *[5]))
def mixed(a, b=2, *rest, c, d=4, **more): return a, b, rest, c, d, more
print(mixed(1, c=3), mixed(1, 2, 3, 4, c=5, e=6), mixed(*[1, 2, 3], **{'c': 4, 'z': 5}))
args = [1, 2]
def change(*a): a = a + (3,); return a
print(change(*args), args)
def kw(**k):
    k['new'] = 1
    return k
d = {'a': 1}
print(kw(**d), d)
print(max(*[1, 5, 3]), print(*[1, 2], sep='-'), [*range(3), *'ab'], {**{'a': 1}, 'a': 2}, (*[1], 2), {*[1], *[1]} == {1})
for f in [lambda: show(**{1: 2}), lambda: show(a=1, **{'a': 2}), lambda: show(*5), lambda: show(**5), lambda: mixed(1), lambda: mixed(1, c=2, **{'a': 3})]:
    try: print(f())
    except TypeError as e: print(e)

# expect: ((), {}) ((1, 2), {'a': 3}) ((1, 2, 3), {'x': 1, 'y': 2}) (('a', 'b', 5), {'c': 1})
# expect: (1, 2, (), 3, 4, {}) (1, 2, (3, 4), 5, 4, {'e': 6}) (1, 2, (3,), 4, 4, {'z': 5})
# expect: (1, 2, 3) [1, 2]
# expect: {'a': 1, 'new': 1} {'a': 1}
# expect: 1-2
# expect: 5 None [0, 1, 2, 'a', 'b'] {'a': 2} (1, 2) True
# expect: keywords must be strings
# expect: __main__.show() got multiple values for keyword argument 'a'
# expect: __main__.show() argument after * must be an iterable, not int
# expect: __main__.show() argument after ** must be a mapping, not int
# expect: mixed() missing 1 required keyword-only argument: 'c'
# expect: mixed() got multiple values for argument 'a'
