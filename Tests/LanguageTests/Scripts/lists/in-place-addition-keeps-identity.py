a = b = [1]
a += [2]
print(b, a is b)
a = a + [3]
print(b, a is b)

# expect: [1, 2] True
# expect: [1, 2] False
