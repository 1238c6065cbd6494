def twice(f):
    def inner(*a, **k):
        return f(*a, **k) * 2
    return inner
def add(n):
    def deco(f):
        return lambda *a: f(*a) + n
    return deco
@twice
@add(1)
def f(x): return x
print(f(5))

# expect: 12
