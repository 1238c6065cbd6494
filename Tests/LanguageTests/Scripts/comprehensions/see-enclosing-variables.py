def f(n): return [[i * n for i in range(n)] for _ in range(2)]
print(f(3))
class A:
    items = [1, 2]
    doubled = [i * 2 for i in items]
print(A.doubled)

# expect: [[0, 3, 6], [0, 3, 6]]
# expect: [2, 4]
