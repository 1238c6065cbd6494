string1, string2, string3 = '', 'Trondheim', 'Hammer Dance'
print(string1 or string2 or string3)
print((1, 2, 3) < (1, 2, 4), [1, 2, 3] < [1, 2, 4], 'ABC' < 'C' < 'Pascal' < 'Python', (1, 2, 3, 4) < (1, 2, 4))
print((1, 2) < (1, 2, -1), (1, 2, 3) == (1.0, 2.0, 3.0), (1, 2, ('aa', 'ab')) < (1, 2, ('abc', 'a'), 4))

# expect: Trondheim
# expect: True True True True
# expect: True True True
