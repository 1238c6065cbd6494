import functools
def plain(f):
    def wrapped(*args, **kwargs):
        print('before', f.__name__, args, kwargs)
        return f(*args, **kwargs)
    return wrapped
def times(n):
    def decorate(f):
        @functools.wraps(f)
        def wrapped(*args): return [f(*args) for _ in range(n)]
        return wrapped
    return decorate
@plain
def add(a, b=2): return a + b
@times(2)
def hello(name):
    "Greets."
    return 'hi ' + name
@plain
@times(3)
def both(x): return x
print(add(1), add(1, b=5), hello('me'), both(7), add.__name__, hello.__name__, hello.__doc__, both.__name__)
def order(name):
    print('make', name)
    def decorate(f):
        print('apply', name)
        return f
    return decorate
@order('first')
@order('second')
def f(): pass
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *args):
        self.n += 1
        return self.f(*args)
@Count
def square(x): return x * x
print(square(3), square(4), square.n)
def classy(cls):
    cls.tag = cls.__name__.lower()
    return cls
@classy
class Thing: pass
print(Thing.tag)

# expect: before add (1,) {}
# expect: before add (1,) {'b': 5}
# expect: before both (7,) {}
# expect: 3 6 ['hi me', 'hi me'] [7, 7, 7] wrapped hello Greets. wrapped
# expect: make first
# expect: make second
# expect: apply second
# expect: apply first
# expect: 9 16 2
# expect: thing
