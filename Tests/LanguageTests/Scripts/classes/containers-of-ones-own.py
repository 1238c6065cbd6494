class Box:
    def __init__(self, *items): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i):
        print('get', i)
        return self.items[i]
    def __setitem__(self, i, v): print('set', i, v)
    def __delitem__(self, i): print('del', i)
    def __contains__(self, x): return x == 'anything'
b = Box(1, 2, 3)
print(len(b), b[0], b[-1], b[1:], b['x':'y':2] if False else '', 'anything' in b, 1 in b, bool(b), bool(Box()))
b[0] = 5; b['k'] = 6; b[1:2] = []; del b[0]; del b[::2]
print([x for x in b], list(reversed(b)))
b[0] += 1
class Seq:
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), 5 in Seq(), [*Seq()], sum(Seq()), max(Seq()), tuple(Seq()), dict(enumerate(Seq())))
a, *rest = Seq()
print(a, rest)
class It:
    def __iter__(self): return iter('xyz')
print(list(It()), ''.join(It()), sorted(It(), reverse=True), 'y' in It(), *It())
for f in [lambda: len(It()), lambda: It()[0], lambda: list(reversed(It())), lambda: next(It()), lambda: iter(Box), lambda: len(Box)]:
    try: f()
    except TypeError as e: print(e)
class BadLen:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in [-1, 'a', 1.5]:
    try: len(BadLen(n))
    except (ValueError, TypeError) as e: print(type(e).__name__, e)

# expect: get 0
# expect: get -1
# expect: get slice(1, None, None)
# expect: 3 1 3 [2, 3]  True False True False
# expect: set 0 5
# expect: set k 6
# expect: set slice(1, 2, None) []
# expect: del 0
# expect: del slice(None, None, 2)
# expect: get 0
# expect: get 1
# expect: get 2
# expect: get 3
# expect: get 2
# expect: get 1
# expect: get 0
# expect: [1, 2, 3] [3, 2, 1]
# expect: get 0
# expect: set 0 2
# expect: [0, 10, 20] True False [0, 10, 20] 30 20 (0, 10, 20) {0: 0, 1: 10, 2: 20}
# expect: 0 [10, 20]
# expect: ['x', 'y', 'z'] xyz ['z', 'y', 'x'] True x y z
# expect: object of type 'It' has no len()
# expect: 'It' object is not subscriptable
# expect: 'It' object is not reversible
# expect: 'It' object is not an iterator
# expect: 'type' object is not iterable
# expect: object of type 'type' has no len()
# expect: ValueError __len__() should return >= 0
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
