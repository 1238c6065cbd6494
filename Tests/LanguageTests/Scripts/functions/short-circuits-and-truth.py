class T:
    def __init__(self, v): self.v = v
    def __bool__(self):
        print('asked', self.v)
        return self.v
    def __repr__(self): return f'T({self.v})'
t, f = T(True), T(False)
print(t and f, f and t, t or f, f or t, not t)
print([] or 'default', 0 or None, '' and 1, 'a' and 'b', None or 0 or [] or {}, 1 and 2 and 3, not 0, not 'a' == 'b')
if t and not f: print('yes')
while f: pass
print([x for x in (t, f) if x], all([t, f, t]), any([f, t, f]))
class L:
    def __len__(self): return 0
class Bad:
    def __bool__(self): return 5
print(bool(L()), bool(object()), bool(L))
try: bool(Bad())
except TypeError as e: print(e)

# expect: asked True
# expect: asked False
# expect: asked True
# expect: asked False
# expect: asked True
# expect: T(False) T(False) T(True) T(True) False
# expect: default None  b {} 3 True True
# expect: asked True
# expect: asked False
# expect: yes
# expect: asked False
# expect: asked True
# expect: asked False
# expect: asked True
# expect: asked False
# expect: asked False
# expect: asked True
# expect: [T(True)] False True
# expect: False True True
# expect: __bool__ should return bool, returned int
