import copy
a = [1, [2, 3], {"k": [4]}]
b = copy.copy(a); c = copy.deepcopy(a)
a[1].append(9); a[2]["k"].append(8)
print(b, c, b[1] is a[1], c[1] is a[1])
r = [1]; r.append(r); s = copy.deepcopy(r)
print(s[1] is s, s is r)
class P:
    def __init__(self): self.x = [1]; self.me = self
p = P(); q = copy.deepcopy(p); o = copy.copy(p)
print(q.x is p.x, q.me is q, o.x is p.x, type(q).__name__)
t = (1, "a"); u = (1, [2])
print(copy.deepcopy(t) is t, copy.deepcopy(u) == u, copy.deepcopy(u) is u, copy.copy({1, 2}) == {1, 2})
class D:
    def __deepcopy__(self, memo): return "made"
print(copy.deepcopy([D()]))

# expect: [1, [2, 3, 9], {'k': [4, 8]}] [1, [2, 3], {'k': [4]}] True False
# expect: True False
# expect: False True True P
# expect: True True False True
# expect: ['made']
