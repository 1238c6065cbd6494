x = 2 ** 100
x //= 2 ** 90
print(x, x == 1024, {1024: "found"}[x], [10, 20][x - 1023])
y = 2 ** 63
y -= 1
print(y, y == 9223372036854775807, hash(y) == hash(9223372036854775807))

# expect: 1024 True found 20
# expect: 9223372036854775807 True True
