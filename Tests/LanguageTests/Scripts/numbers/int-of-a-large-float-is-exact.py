print(int(1e20), int(1e23), int(-1.5e300) % 10 ** 20, int(2.0 ** 1000) == 2 ** 1000)
for x in (float("inf"), float("-inf"), float("nan")):
    try:
        print(int(x))
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)

# expect: 100000000000000000000 99999999999999991611392 5419701810899189760 True
# expect: OverflowError cannot convert float infinity to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError cannot convert float NaN to integer
