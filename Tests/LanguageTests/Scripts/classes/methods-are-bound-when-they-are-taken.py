class A:
    def __init__(self, n): self.n = n
    def get(self): return self.n
    @classmethod
    def cm(cls): return cls.__name__
    @staticmethod
    def sm(): return 'static'
a = A(1)
g = a.get
a.n = 2
print(g(), A.get(a), g.__self__ is a, g.__func__ is A.get, a.get == a.get, a.get is a.get, A.cm(), a.cm(), A.sm(), a.sm())
a.get = lambda: 'own'
print(a.get(), A(3).get())
A.late = lambda self: self.n * 10
print(a.late(), A(4).late())
def free(self): return ('free', self.n)
A.attached = free
print(a.attached(), list(map(A.get, [A(5), A(6)])), sorted([A(2), A(1)], key=A.get)[0].n)
try: A.get()
except TypeError as e: print(e)
try: A.get(1)
except AttributeError as e: print(e)

# expect: 2 2 True True True False A A static static
# expect: own 3
# expect: 20 40
# expect: ('free', 2) [5, 6] 1
# expect: A.get() missing 1 required positional argument: 'self'
# expect: 'int' object has no attribute 'n'
