print(pow(2, 1000, 10 ** 9 + 7), pow(3, 10 ** 30, 2 ** 89 - 1), pow(-7, 5, 100), pow(7, 5, -100), pow(5, 0, 1))
print(pow(3, -1, 7), pow(10, -3, 10 ** 9 + 7), pow(2 ** 80, -2, 10 ** 25 + 13))
for f in (lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: pow(2.0, 3, 5), lambda: pow(0, -1)):
    try:
        print(f())
    except (ValueError, TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)

# expect: 688423210 599468838281692422919200473 93 -93 0
# expect: 5 857000006 7446865416950867951696176
# expect: ValueError base is not invertible for the given modulus
# expect: ValueError pow() 3rd argument cannot be 0
# expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
