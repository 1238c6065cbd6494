for a in (2 ** 100 + 7, -2 ** 100 - 7, 5, -5):
    for b in (10 ** 20 + 39, -10 ** 20 - 39, 3, -3):
        q, r = divmod(a, b)
        print(a // b, a % b, q * b + r == a)

# expect: 12676506002 28229401002319471305 True
# expect: -12676506003 -71770598997680528734 True
# expect: 422550200076076467165567735127 2 True
# expect: -422550200076076467165567735128 -1 True
# expect: -12676506003 71770598997680528734 True
# expect: 12676506002 -28229401002319471305 True
# expect: -422550200076076467165567735128 1 True
# expect: 422550200076076467165567735127 -2 True
# expect: 0 5 True
# expect: -1 -100000000000000000034 True
# expect: 1 2 True
# expect: -2 -1 True
# expect: -1 100000000000000000034 True
# expect: 0 -5 True
# expect: -2 1 True
# expect: 1 -2 True
