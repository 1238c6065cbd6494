print(6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 10, -9 >> 1, True & False, True | 2)

# expect: 2 7 5 -7 1024 -5 False 3
