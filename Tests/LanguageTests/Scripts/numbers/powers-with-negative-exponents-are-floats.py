print(2 ** -1, (-2) ** -3, 10 ** -400, (2 ** 100) ** -1, 3 ** -2)
try:
    print((10 ** 400) ** -1)
except OverflowError as e:
    print(e)

# expect: 0.5 -0.125 0.0 7.888609052210118e-31 0.1111111111111111
# expect: int too large to convert to float
