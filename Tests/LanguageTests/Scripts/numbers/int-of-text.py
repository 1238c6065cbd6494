print(int("42"), int(" -7 "), int("ff", 16), int("0b11", 0), int("1_000"), int(3.9), int(-3.9))

# expect: 42 -7 255 3 1000 3 -3
