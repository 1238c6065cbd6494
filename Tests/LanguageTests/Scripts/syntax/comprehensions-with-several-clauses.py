print([(x, y) for x in range(4) if x % 2 for y in range(x) if y != 1 if y < 3])
print({x: y for x in "ab" for y in "cd"}, {x * y for x in range(3) for y in range(3)})
print(list((a, b) for a in [1, 2] for b in [a, a * 10]), [[c for c in r] for r in ("ab", "cd")])
print([x for x, *_ in [(1, 2), (3, 4)]], [i for i in (lambda: [1, 2])()], sum(x for x in range(5)))
print([x if x > 1 else -x for x in range(4) if not x == 2], [lambda: i for i in range(2)][0]())

# expect: [(1, 0), (3, 0), (3, 2)]
# expect: {'a': 'd', 'b': 'd'} {0, 1, 2, 4}
# expect: [(1, 1), (1, 10), (2, 2), (2, 20)] [['a', 'b'], ['c', 'd']]
# expect: [1, 3] [1, 2] 10
# expect: [0, -1, 3] 1
