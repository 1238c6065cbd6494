a = [[0]] * 2
a[0].append(1)
print(a)

# expect: [[0, 1], [0, 1]]
