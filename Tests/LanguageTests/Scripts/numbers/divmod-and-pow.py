print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), pow(2, 10), pow(3, 4, 5), pow(2, -1))

# expect: (2, 1) (-3, 2) (3.0, 1.5) 1024 1 0.5
