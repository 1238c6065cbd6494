print((lambda: 1)(), (lambda x, y=2, *z, k=3, **w: (x, y, z, k, w))(1, 5, 6, k=7, q=8))
print((lambda *, a: a)(a=1), (lambda a, /: a)(2), (lambda *a: a)(1, 2), (lambda **k: k)(x=1))
f = lambda x: lambda y: x + y
print(f(1)(2), (lambda: (yield))().__next__(), sorted([3, 1], key=lambda v: -v), (lambda x: x if x else None)(0))

# expect: 1 (1, 5, (6,), 7, {'q': 8})
# expect: 1 2 (1, 2) {'x': 1}
# expect: 3 None [3, 1] None
