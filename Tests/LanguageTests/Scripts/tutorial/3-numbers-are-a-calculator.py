print(2 + 2, 50 - 5*6, (50 - 5*6) / 4, 8 / 5, 17 / 3, 17 // 3, 17 % 3, 5 * 3 + 2, 5 ** 2, 2 ** 7)
width = 20
height = 5 * 9
print(width * height, 4 * 3.75 - 1)
try:
    n
except NameError as e:
    print(type(e).__name__, e)
tax = 12.5 / 100
price = 100.50
result = price * tax
print(result, price + result, round(price + result, 2))
print(-3**2, (-3)**2)

# expect: 4 20 5.0 1.6 5.666666666666667 5 2 17 25 128
# expect: 900 14.0
# expect: NameError name 'n' is not defined
# expect: 12.5625 113.0625 113.06
# expect: -9 9
