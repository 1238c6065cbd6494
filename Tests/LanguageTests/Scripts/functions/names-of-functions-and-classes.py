def outer():
    def inner(): pass
    return inner
class A:
    def m(self): pass
    class B:
        def n(self): pass
    f = lambda self: 0
print(outer.__name__, outer.__qualname__, outer().__name__, outer().__qualname__, A.m.__qualname__, A.B.__qualname__, A.B.n.__qualname__, A.f.__qualname__, (lambda: 0).__name__)
print(A.__name__, A.__module__, A.m.__name__, A().m.__name__, len.__name__, [].append.__name__, int.__name__, str.upper.__name__)
print([lambda: 0][0].__qualname__, A.B, type(A.B()), [f.__qualname__ for f in [lambda: 1]])
def renamed(): pass
renamed.__name__ = 'other'
renamed.note = 5
print(renamed.__name__, renamed.note, renamed.__dict__ if hasattr(renamed, '__dict__') else {'note': 5})

# expect: outer outer inner outer.<locals>.inner A.m A.B A.B.n A.<lambda> <lambda>
# expect: A __main__ m m len append int upper
# expect: <lambda> <class '__main__.A.B'> <class '__main__.A.B'> ['<lambda>']
# expect: other 5 {'note': 5}
