a, b = 1, 2
a, b = b, a
(c, d), e = [1, 2], 3
first, *rest = "abc"
*init, last = range(4)
x, *mid, y = [1, 2]
print(a, b, c, d, e, first, rest, init, last, x, mid, y)

# expect: 2 1 1 2 3 a ['b', 'c'] [0, 1, 2] 3 1 [] 2
