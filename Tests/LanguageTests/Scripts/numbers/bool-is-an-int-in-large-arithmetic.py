print(True + 2 ** 70, 2 ** 70 * True, 2 ** 70 - False, True == 1, 2 ** 70 == True, True << 70, isinstance(True, int), sum([True, 2 ** 64]), -True, ~True, True & 2 ** 70 + 1)

# expect: 1180591620717411303425 1180591620717411303424 1180591620717411303424 True False 1180591620717411303424 True 18446744073709551617 -1 -2 1
