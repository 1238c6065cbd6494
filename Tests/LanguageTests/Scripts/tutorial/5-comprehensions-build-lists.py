print([x**2 for x in range(10)], list(map(lambda x: x**2, range(10))))
print([(x, y) for x in [1,2,3] for y in [3,1,4] if x != y])
vec = [-4, -2, 0, 2, 4]
print([x*2 for x in vec], [x for x in vec if x >= 0], [abs(x) for x in vec])
print([weapon.strip() for weapon in ['  banana', '  loganberry ', 'passion fruit  ']])
print([(x, x**2) for x in range(6)], [num for elem in [[1,2,3], [4,5,6], [7,8,9]] for num in elem])
from math import pi
print([str(round(pi, i)) for i in range(1, 6)])
matrix = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]
print([[row[i] for row in matrix] for i in range(4)], list(zip(*matrix)))

# expect: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81] [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
# expect: [(1, 3), (1, 4), (2, 3), (2, 1), (2, 4), (3, 1), (3, 4)]
# expect: [-8, -4, 0, 4, 8] [0, 2, 4] [4, 2, 0, 2, 4]
# expect: ['banana', 'loganberry', 'passion fruit']
# expect: [(0, 0), (1, 1), (2, 4), (3, 9), (4, 16), (5, 25)] [1, 2, 3, 4, 5, 6, 7, 8, 9]
# expect: ['3.1', '3.14', '3.142', '3.1416', '3.14159']
# expect: [[1, 5, 9], [2, 6, 10], [3, 7, 11], [4, 8, 12]] [(1, 5, 9), (2, 6, 10), (3, 7, 11), (4, 8, 12)]
