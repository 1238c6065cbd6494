class N:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, N) and self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return self.v <= o.v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f"N{self.v}"
print(N(1) == N(1), N(1) != N(2), N(1) < N(2), N(2) > N(1), N(1) >= N(1), sorted([N(3), N(1)]), {N(1): "a"}[N(1)], N(1) in [N(1)], min(N(2), N(1)), len({N(1), N(1)}))
try: object() < object()
except TypeError as e: print(e)

# expect: True True True True True [N1, N3] a True N1 1
# expect: '<' not supported between instances of 'object' and 'object'
