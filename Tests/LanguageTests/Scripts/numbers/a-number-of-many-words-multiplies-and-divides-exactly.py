a = 3 ** 90000 + 12345
b = 7 ** 50000 - 987
product = a * b
print(product % (10 ** 9 + 7), product // a == b, divmod(product + 5, b) == (a, 5), (product - 1) // b == a - 1, -product // b == -a)
print((a << 5000) // (a - 1) % 1000003, hash(a * a // b), (2 ** 300000 - 1) % (2 ** 130000 - 3) % 1000003)

# expect: 706160286 True True True True
# expect: 91278 673143276126985753 663986
