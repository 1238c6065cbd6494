def counter(start=0):
    n = start
    def up(step=1):
        nonlocal n
        n += step
        return n
    up.reset = lambda: up(start - n)
    return up
c, d = counter(), counter(10)
print(c(), c(), d(5), c(), c.reset(), c(2))
def remember(f):
    known = {}
    def g(*args):
        if args not in known: known[args] = f(*args)
        return known[args]
    g.known = known
    return g
@remember
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), len(fib.known), sorted(fib.known)[-1])
def compose(*fs):
    def run(x):
        for f in reversed(fs): x = f(x)
        return x
    return run
print(compose(str, lambda x: x * 2, abs)(-21), compose()(5))
late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])
def adders(n): return {k: (lambda x, k=k: x + k) for k in range(n)}
print({k: f(10) for k, f in adders(3).items()})
def log(prefix):
    def deco(f):
        def g(*a, **k):
            r = f(*a, **k)
            print(prefix, f.__name__, a, k, "->", r)
            return r
        return g
    return deco
@log("[outer]")
@log("[inner]")
def area(w, h=1, *, unit="cm"): return f"{w * h} {unit}"
area(2)
area(2, 3, unit="m")

# expect: 1 2 15 3 0 2
# expect: 23416728348467685 81 (80,)
# expect: 42 5
# expect: [2, 2, 2] [0, 1, 2]
# expect: {0: 10, 1: 11, 2: 12}
# expect: [inner] area (2,) {} -> 2 cm
# expect: [outer] g (2,) {} -> 2 cm
# expect: [inner] area (2, 3) {'unit': 'm'} -> 6 m
# expect: [outer] g (2, 3) {'unit': 'm'} -> 6 m
