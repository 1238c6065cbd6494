print((lambda: 1)(), (lambda x, y=2: x + y)(1), (lambda *a, **k: (a, k))(1, b=2), list(map(lambda p: p[0], [(1, 2)])), sorted([3, -1, 2], key=lambda v: -v))

# expect: 1 3 ((1,), {'b': 2}) [1] [3, 2, -1]
