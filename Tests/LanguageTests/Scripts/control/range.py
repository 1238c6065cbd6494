print(list(range(5)), list(range(2, 5)), list(range(0, 10, 3)), list(range(5, 0, -2)), range(3), range(1, 9, 2)[1:3], len(range(0, 100, 7)), 4 in range(0, 10, 2), range(0) == range(2, 1), list(range(3))[-1], range(10)[-1])

# expect: [0, 1, 2, 3, 4] [2, 3, 4] [0, 3, 6, 9] [5, 3, 1] range(0, 3) range(3, 7, 2) 15 True True 2 9
