import math
print(math.fsum([-0.0, -0.0]), math.fsum([-0.0]), math.fsum([]), math.fsum([1e16, 1.0, -1e16]))

# expect: 0.0 0.0 0.0 1.0
