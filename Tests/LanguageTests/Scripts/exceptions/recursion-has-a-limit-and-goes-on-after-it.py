import sys
def depth(n): return depth(n + 1)
try: depth(0)
except RecursionError as e: print(type(e).__name__, str(e).startswith('maximum recursion depth exceeded'))
def safe(n):
    try: return safe(n + 1)
    except RecursionError: return n > 500
print(safe(0), issubclass(RecursionError, RuntimeError))
def down(n): return 0 if n == 0 else 1 + down(n - 1)
print(down(800))

# expect: RecursionError True
# expect: True True
# expect: 800
