def f(a, n):
    return sum(a[i] * 2 for i in range(n)), any(x > 3 for x in a), all(x > 0 for x in a), list(x for x in a if x % 2), tuple(x for x in a), sorted(-x for x in a), max(x for x in a), set(x % 3 for x in a)
print(f([3, 4, 5, 1], 4))
g = [lambda: x for x in range(3)]
print([h() for h in g], sum(h() for h in g))
print(sum((lambda: k)() for k in range(4)), any(c for c in ""), sum(x for row in [[1,2],[3]] for x in row))
try: sum("a" for _ in range(2))
except TypeError as e: print(e)
try: max(x for x in [])
except ValueError as e: print(e)
class A:
    t = (1, 2)
    u = sum(x for x in t)
print(A.u)
# expect: (26, True, True, [3, 5, 1], (3, 4, 5, 1), [-5, -4, -3, -1], 5, {0, 1, 2})
# expect: [2, 2, 2] 6
# expect: 6 False 6
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: max() arg is an empty sequence
# expect: 3
