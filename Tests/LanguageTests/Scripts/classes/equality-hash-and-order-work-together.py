class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return isinstance(o, P) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __repr__(self): return f'P{self.x}'
class Q:
    def __eq__(self, o): return True
class R(P): pass
print(P(1) == P(1), P(1) != P(2), len({P(1), P(1), P(2)}), {P(1): 'a'}[P(1)], P(1) in [P(1)], [P(1), P(2)].index(P(2)), P(1) == R(1), P(1) == 1, 1 == P(1))
try: {Q()}
except TypeError as e: print(e)
print(Q() == 5, 5 == Q(), Q() != 5, Q.__hash__)
class L:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        return self.v < o.v
    def __repr__(self): return str(self.v)
print(sorted([L(3), L(1), L(2)]), min(L(2), L(1)), max([L(1), L(9)]), L(1) > L(0))
try: L(1) <= L(2)
except TypeError as e: print(e)
o = object()
print(o == o, o == object(), o != o, hash(o) == hash(o))

# expect: True True 2 a True 1 True False False
# expect: unhashable type: 'Q'
# expect: True True False None
# expect: [1, 2, 3] 1 9 True
# expect: '<=' not supported between instances of 'L' and 'L'
# expect: True False False True
