print(any([]), all([]), any([0, "", 1]), all([1, "a"]), any(x > 2 for x in range(5)), all(x for x in [1, 0, 1 / 1]))

# expect: False True True True True False
