class T:
    def __init__(self): self._v = 1
    @property
    def v(self):
        "The value."
        return self._v
    @v.setter
    def v(self, new):
        if new < 0: raise ValueError('negative')
        self._v = new
    @v.deleter
    def v(self): self._v = None
    @property
    def double(self): return self.v * 2
    w = property(lambda self: 'w', doc='W')
t = T()
t.v = 5
print(t.v, t.double, t.w)
try: t.v = -1
except ValueError as e: print(e)
del t.v
print(t.v)
for f in [lambda: setattr(t, 'double', 1), lambda: setattr(t, 'w', 1)]:
    try: f()
    except AttributeError as e: print(e)
class U(T):
    @property
    def v(self): return 'sub'
print(U().v, T.v.__doc__, isinstance(T.v, property))
class Broken:
    @property
    def bad(self): raise AttributeError('inside')
    @property
    def worse(self): return self.nope
for name in ['bad', 'worse']:
    try: getattr(Broken(), name)
    except AttributeError as e: print(e)
print(hasattr(Broken(), 'bad'))

# expect: 5 10 w
# expect: negative
# expect: None
# expect: property 'double' of 'T' object has no setter
# expect: property 'w' of 'T' object has no setter
# expect: sub The value. True
# expect: inside
# expect: 'Broken' object has no attribute 'nope'
# expect: False
