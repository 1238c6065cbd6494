print([(i, j) for i in range(4) if i % 2 for j in range(i) if j != 1], [x for row in [[1, 2], [3]] for x in row], {a + b for a in "xy" for b in "12"} == {"x1", "x2", "y1", "y2"})

# expect: [(1, 0), (3, 0), (3, 2)] [1, 2, 3] True
