def f(n): return f(n + 1)
try: f(0)
except RecursionError as e: print(e)
def g(n): return 0 if n == 0 else 1 + g(n - 1)
print(g(900))
class A:
    def __getattr__(self, name): return getattr(self, name + "x")
try: A().y
except RecursionError as e: print("deep")
try: f(0)
except RuntimeError: print("RecursionError is a RuntimeError")

# expect: maximum recursion depth exceeded
# expect: 900
# expect: deep
# expect: RecursionError is a RuntimeError
