print([1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] == [], [1, [2]] == [1, [2]], [2] > [1, 5], [1] != (1,))

# expect: True True True True True True True
