class P:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, P) and self.x == other.x


class H(P):
    def __hash__(self):
        return hash(self.x)


class Again(H):
    def __eq__(self, other):
        return True


for cls in (P, H, Again):
    try:
        print(len({cls(1), cls(1)}), cls.__hash__ is None)
    except TypeError as e:
        print(e, cls.__hash__ is None)
print(P(1) == P(1), P(1) != P(2), P(1) == 1, P(1) in [P(1)], [P(1), P(2)].index(P(2)))

# expect: unhashable type: 'P' True
# expect: 1 False
# expect: unhashable type: 'Again' True
# expect: True True False True 1
