class Insufficient(Exception):
    def __init__(self, need, have):
        super().__init__(f'need {need}, have {have}')
        self.need, self.have = need, have
class Coded(Exception):
    code = 1
    def __str__(self): return f'code {self.code}'
class Child(Coded):
    code = 2
class Plain(ValueError):
    """Documented."""
class NoSuper(Exception):
    def __init__(self, a): self.a = a
for e in [Insufficient(5, 3), Coded('x'), Child(), Plain('p'), NoSuper(7)]:
    try: raise e
    except Exception as c: print(type(c).__name__, str(c), repr(c), c.args)
print(Plain.__doc__, Plain.__mro__[1].__name__, issubclass(Child, Coded), Child().code)
try: Insufficient(1)
except TypeError as e: print(e)

# expect: Insufficient need 5, have 3 Insufficient('need 5, have 3') ('need 5, have 3',)
# expect: Coded code 1 Coded('x') ('x',)
# expect: Child code 2 Child() ()
# expect: Plain p Plain('p') ('p',)
# expect: NoSuper 7 NoSuper(7) (7,)
# expect: Documented. ValueError True 2
# expect: Insufficient.__init__() missing 1 required positional argument: 'have'
