class A:
    x = 'class'
    @property
    def p(self): return 'property'
    def __getattr__(self, name): return 'fallback ' + name
a = A()
print(a.x, a.p, a.missing)
a.x = 'own'
print(a.x, A.x)
del a.x
print(a.x)
a.__dict__['y'] = 5
print(a.y, vars(a))
class B:
    def __setattr__(self, name, value):
        print('set', name, value)
        super().__setattr__(name, value * 2)
    def __delattr__(self, name):
        print('del', name)
        super().__delattr__(name)
b = B()
b.v = 5
print(b.v)
del b.v
print(hasattr(b, 'v'), getattr(b, 'v', 'default'))
setattr(b, 'w', 1)
print(b.w, getattr(b, 'w'))
try: del b.nothing
except AttributeError as e: print(e)

# expect: class property fallback missing
# expect: own class
# expect: class
# expect: 5 {'y': 5}
# expect: set v 5
# expect: 10
# expect: del v
# expect: False default
# expect: set w 1
# expect: 2 2
# expect: del nothing
# expect: 'B' object has no attribute 'nothing'
