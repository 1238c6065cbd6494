def f(a, b, c=1): pass
def g(): pass
def h(*, k, l): pass
class A:
    def m(self, x): pass
for t in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3, 4), lambda: f(1, 2, b=3), lambda: f(1, 2, d=3), lambda: g(1), lambda: h(), lambda: h(1), lambda: h(k=1), lambda: A().m(), lambda: A().m(1, 2), lambda: A(1), lambda: (lambda x: x)()):
    try: t()
    except TypeError as e: print(e)

# expect: f() missing 2 required positional arguments: 'a' and 'b'
# expect: f() missing 1 required positional argument: 'b'
# expect: f() takes from 2 to 3 positional arguments but 4 were given
# expect: f() got multiple values for argument 'b'
# expect: f() got an unexpected keyword argument 'd'
# expect: g() takes 0 positional arguments but 1 was given
# expect: h() missing 2 required keyword-only arguments: 'k' and 'l'
# expect: h() takes 0 positional arguments but 1 was given
# expect: h() missing 1 required keyword-only argument: 'l'
# expect: A.m() missing 1 required positional argument: 'x'
# expect: A.m() takes 2 positional arguments but 3 were given
# expect: A() takes no arguments
# expect: <lambda>.<locals>.<lambda>() missing 1 required positional argument: 'x'
