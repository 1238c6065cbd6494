print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(2) for y in "ab"], [[j for j in range(i)] for i in range(3)], [a if a else -1 for a in [0, 1]])

# expect: [0, 1, 4, 9, 16] [5, 7, 9] [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')] [[], [0], [0, 1]] [-1, 1]
