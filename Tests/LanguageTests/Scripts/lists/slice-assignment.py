a = [1, 2, 3, 4, 5]
a[1:3] = ["x"]
print(a)
a[::2] = [7, 8]
print(a)
a[1:1] = [0, 0]
print(a)
del a[0]
del a[1:3]
print(a)

# expect: [1, 'x', 4, 5]
# expect: [7, 'x', 8, 5]
# expect: [7, 0, 0, 'x', 8, 5]
# expect: [0, 8, 5]
