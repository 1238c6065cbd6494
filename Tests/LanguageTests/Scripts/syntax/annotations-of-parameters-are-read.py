def f(a: int, b: "text" = 1, *args: int, c: float = 2.0, **kw: str) -> None: return a, b, args, c, kw
print(f(1), f(1, 2, 3, c=4, d=5))
x: int = 5
y: str
(z): int = 6
print(x, z)
try: print(y)
except NameError as e: print(e)
class A:
    n: int = 1
    m: str
print(A.n, hasattr(A, "m"))

# expect: (1, 1, (), 2.0, {}) (1, 2, (3,), 4, {'d': 5})
# expect: 5 6
# expect: name 'y' is not defined
# expect: 1 False
