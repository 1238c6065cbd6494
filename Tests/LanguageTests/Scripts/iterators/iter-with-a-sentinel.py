values = [1, 2, 0, 3]
print(list(iter(lambda: values.pop(0), 0)), values)

# expect: [1, 2] [3]
