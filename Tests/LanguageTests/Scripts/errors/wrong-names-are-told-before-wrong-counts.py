def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

class C:
    def m(self, x): pass

def f(a, b, *, o=1): pass

t(lambda: f(1, 2, 3, a=2))
t(lambda: f(1, 2, 3, zz=2))
t(lambda: f(1, 2, 3, o=2))
t(lambda: f(1, 2, 3))
t(lambda: f(*[1, 2, 3], **{"a": 1}))
t(lambda: C().m(1, 2, x=3))
t(lambda: C().m(1, 2, y=3))

# expect: TypeError f() got multiple values for argument 'a'
# expect: TypeError f() got an unexpected keyword argument 'zz'
# expect: TypeError f() takes 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
# expect: TypeError f() takes 2 positional arguments but 3 were given
# expect: TypeError f() got multiple values for argument 'a'
# expect: TypeError C.m() got multiple values for argument 'x'
# expect: TypeError C.m() got an unexpected keyword argument 'y'
