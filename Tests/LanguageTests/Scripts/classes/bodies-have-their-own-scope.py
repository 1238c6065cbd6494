x = 'global'
class A:
    x = 'class'
    seen = x
    ys = [i for i in range(3)]
    try: zs = [x for _ in range(1)]
    except NameError as e: zs = str(e)
    def m(self): return x
    if True: conditional = 1
    for loop in range(2): pass
    del loop
print(A.seen, A.ys, A.zs, A().m(), A.conditional, hasattr(A, 'loop'))
def make(v):
    class Local:
        value = v
        def get(self): return v
    return Local
print(make(1).value, make(2)().get())
class B:
    x = x
    def __init__(self): self.x = self.x + '!'
print(B.x, B().x)
class C:
    items = []
    def add(self, i): self.items.append(i)
c, d = C(), C()
c.add(1); d.add(2)
print(C.items, c.items is d.items)
c.items = ['own']
print(C.items, c.items)

# expect: class [0, 1, 2] ['global'] global 1 False
# expect: 1 2
# expect: global global!
# expect: [1, 2] True
# expect: [1, 2] ['own']
