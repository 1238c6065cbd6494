def f(x, seen=[]):
    seen.append(x)
    return seen
print(f(1), f(2), f(3, []), f(4))
def g(n, cache={}):
    if n in cache: return 'cached'
    cache[n] = n * n
    return cache[n]
print(g(2), g(2), g.__defaults__)
i = 5
def h(a=i): return a
i = 6
print(h())
def note(x):
    print('default', x)
    return x
def k(a=note(1), *, b=note(2)): return a + b
print(k(), k(5, b=6))

# expect: [1, 2, 4] [1, 2, 4] [3] [1, 2, 4]
# expect: 4 cached ({2: 4},)
# expect: 5
# expect: default 1
# expect: default 2
# expect: 3 11
