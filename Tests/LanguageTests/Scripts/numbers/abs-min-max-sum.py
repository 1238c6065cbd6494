print(abs(-3), abs(-2.5), min(3, 1, 2), max([4, 9, 2]), sum([1, 2, 3]), sum([0.5, 1]), sum([], 5), max("ab", key=ord), min([], default=7))

# expect: 3 2.5 1 9 6 1.5 5 b 7
