class T:
    def __init__(self): self._c = 0
    @property
    def f(self): return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @property
    def fixed(self): return 1
t = T()
t.f = 212
print(t.f, t._c)
try: t.fixed = 2
except AttributeError as e: print("AttributeError")

# expect: 212.0 100.0
# expect: AttributeError
