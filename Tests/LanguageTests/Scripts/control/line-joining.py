total = 1 + \
    2
values = [1,
          2,   # comment
          3]
print(total, values, (1 +
  2))

# expect: 3 [1, 2, 3] 3
