print(1 == 1.0, 2 < 2.5, 1 != 1.0, 10**18 == 1e18, True == 1, 0.1 + 0.2 == 0.3)

# expect: True True False True True False
