def n(x):
    print(x, end=' ')
    return x
n(1) + n(2) * n(3); print()
n('a') if n(True) else n('b'); print()
[n(1), n(2)][n(0)]; print()
{n(1): n(2), n(3): n(4)}; print()
n(1) < n(2) < n(0) < n(9); print()
def f(*a, **k): pass
f(n(1), *[n(2)], k=n(3), **{'z': n(4)}); print()
d = {}
d[n('k')] = n('v'); print()
x = [0, 0]
x[n(0)], x[n(1)] = n(5), n(6); print(x)
x[n(1)] += n(10); print(x)
a = b = n(7); print(a, b)
n(0) and n(1) or n(2); print()
n(print); lambda: n(1); print()
i = 0
x = [1, 2, 3]
i, x[i] = 1, 9
print(i, x)

# expect: 1 2 3
# expect: True a
# expect: 1 2 0
# expect: 1 2 3 4
# expect: 1 2 0
# expect: 1 2 3 4
# expect: v k
# expect: 5 6 0 1 [5, 6]
# expect: 1 10 [5, 16]
# expect: 7 7 7
# expect: 0 2
# expect: <built-in function print>
# expect: 1 [1, 9, 3]
