class S(list):
    pass


class D(dict):
    pass


class U(set):
    pass


s, d, u = S([1]), D(a=1), U([1])
s2, d2, u2 = s, d, u
s += (2, 3)
s *= 2
d |= {"b": 2}
u |= {5}
u -= {1}
print(s, type(s).__name__, s is s2, d, type(d).__name__, d is d2, u, type(u).__name__, u is u2)

# expect: [1, 2, 3, 1, 2, 3] S True {'a': 1, 'b': 2} D True U({5}) U True
