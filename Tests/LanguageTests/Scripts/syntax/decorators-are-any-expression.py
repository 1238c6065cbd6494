def twice(f): return lambda *a: f(f(*a))
table = {"t": twice}
@table["t"]
def inc(x): return x + 1
@(lambda f: lambda x: f(x) * 10)
@twice
def dec(x): return x - 1
@(d := twice)
def add(x): return x + 5
print(inc(1), dec(5), add(0), d is twice)
@print
class A: pass
print(A)

# expect: 3 30 10 True
# expect: <class '__main__.A'>
# expect: None
