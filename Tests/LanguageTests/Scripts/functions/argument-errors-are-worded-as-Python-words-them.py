def f(a, b): pass
def g(*, key): pass
def h(a, b=1): pass
for call in (lambda: f(1), lambda: f(), lambda: f(1, 2, 3), lambda: f(1, b=2, c=3), lambda: f(1, a=2), lambda: g(), lambda: h(1, 2, 3), lambda: g(1)):
    try: call()
    except TypeError as e: print(e)

# expect: f() missing 1 required positional argument: 'b'
# expect: f() missing 2 required positional arguments: 'a' and 'b'
# expect: f() takes 2 positional arguments but 3 were given
# expect: f() got an unexpected keyword argument 'c'
# expect: f() got multiple values for argument 'a'
# expect: g() missing 1 required keyword-only argument: 'key'
# expect: h() takes from 1 to 2 positional arguments but 3 were given
# expect: g() takes 0 positional arguments but 1 was given
