def hanoi(n, a="A", b="B", c="C"):
    if n == 0: return []
    return hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c)
print(hanoi(3), len(hanoi(8)))
def permutations(items):
    if not items: yield []
    for i, x in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]): yield [x] + rest
print(["".join(p) for p in permutations(list("abc"))], sum(1 for _ in permutations(list(range(6)))))
def queens(n, placed=()):
    if len(placed) == n: return [placed]
    found = []
    for column in range(n):
        if all(column != c and abs(column - c) != len(placed) - r for r, c in enumerate(placed)): found += queens(n, placed + (column,))
    return found
print(queens(4), [len(queens(n)) for n in range(1, 8)])
def flatten(x): return [y for part in x for y in flatten(part)] if isinstance(x, list) else [x]
print(flatten([1, [2, [3, [], [4]]], 5]))
def ackermann(m, n): return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))
print(ackermann(2, 3), (lambda f, n: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1), 20))
def collatz(n): return [n] if n == 1 else [n] + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
print(collatz(7))
def endless(n): return endless(n + 1)
try: endless(0)
except RecursionError as e: print(type(e).__name__, e)

# expect: ['AC', 'AB', 'CB', 'AC', 'BA', 'BC', 'AC'] 255
# expect: ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'] 720
# expect: [(1, 3, 0, 2), (2, 0, 3, 1)] [1, 0, 0, 2, 10, 4, 40]
# expect: [1, 2, 3, 4, 5]
# expect: 9 2432902008176640000
# expect: [7, 22, 11, 34, 17, 52, 26, 13, 40, 20, 10, 5, 16, 8, 4, 2, 1]
# expect: RecursionError maximum recursion depth exceeded
