for f in (lambda: 1 << -1, lambda: 2 ** 70 >> -1, lambda: 1 << 2 ** 70):
    try:
        print(f())
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)

# expect: ValueError negative shift count
# expect: ValueError negative shift count
# expect: OverflowError too many digits in integer
