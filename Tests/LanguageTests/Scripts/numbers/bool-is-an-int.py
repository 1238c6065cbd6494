print(True + True, isinstance(True, int), True * 5, int(True), [10, 20][True], sum([True, False, True]))

# expect: 2 True 5 1 20 2
