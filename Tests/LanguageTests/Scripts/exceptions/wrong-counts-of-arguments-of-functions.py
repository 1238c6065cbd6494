def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def some(a, b=1, *, c, d=2): pass
def rest(a, *args, **kw): pass
class C:
    def m(self, x): pass
    @staticmethod
    def s(x): pass
    @classmethod
    def c(cls, x): pass
for f in [lambda: none(1), lambda: none(1, 2), lambda: one(), lambda: one(1, 2), lambda: two(), lambda: two(1), lambda: two(1, 2, 3),
          lambda: three(), lambda: some(), lambda: some(1), lambda: some(1, 2, 3, c=1), lambda: some(1, e=2, c=1), lambda: rest(),
          lambda: rest(1, a=2), lambda: C().m(), lambda: C().m(1, 2), lambda: C.s(), lambda: C.c(), lambda: C(1), lambda: none(x=1),
          lambda: two(1, a=2), lambda: two(b=1), lambda: (lambda x, y: 0)(1), lambda: some(1, 2, c=1, **{'c': 3}), lambda: none(*[1, 2, 3])]:
    try:
        f()
    except TypeError as e:
        print(e)

# expect: none() takes 0 positional arguments but 1 was given
# expect: none() takes 0 positional arguments but 2 were given
# expect: one() missing 1 required positional argument: 'a'
# expect: one() takes 1 positional argument but 2 were given
# expect: two() missing 2 required positional arguments: 'a' and 'b'
# expect: two() missing 1 required positional argument: 'b'
# expect: two() takes 2 positional arguments but 3 were given
# expect: three() missing 3 required positional arguments: 'a', 'b', and 'c'
# expect: some() missing 1 required positional argument: 'a'
# expect: some() missing 1 required keyword-only argument: 'c'
# expect: some() takes from 1 to 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
# expect: some() got an unexpected keyword argument 'e'
# expect: rest() missing 1 required positional argument: 'a'
# expect: rest() got multiple values for argument 'a'
# expect: C.m() missing 1 required positional argument: 'x'
# expect: C.m() takes 2 positional arguments but 3 were given
# expect: C.s() missing 1 required positional argument: 'x'
# expect: C.c() missing 1 required positional argument: 'x'
# expect: C() takes no arguments
# expect: none() got an unexpected keyword argument 'x'
# expect: two() got multiple values for argument 'a'
# expect: two() missing 1 required positional argument: 'a'
# expect: <lambda>.<locals>.<lambda>() missing 1 required positional argument: 'y'
# expect: __main__.some() got multiple values for keyword argument 'c'
# expect: none() takes 0 positional arguments but 3 were given
