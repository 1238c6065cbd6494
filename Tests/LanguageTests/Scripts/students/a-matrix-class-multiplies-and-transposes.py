class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]: raise ValueError(f"shapes {self.shape} and {other.shape} not aligned")
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*other.rows)] for r in self.rows])
    def __add__(self, other): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])
    def __mul__(self, k): return Matrix([[a * k for a in r] for r in self.rows])
    __rmul__ = __mul__
    def __pow__(self, n):
        result = Matrix.identity(self.shape[0])
        for _ in range(n): result = result @ self
        return result
    def __eq__(self, other): return self.rows == other.rows
    def __getitem__(self, key):
        if isinstance(key, tuple): return self.rows[key[0]][key[1]]
        return self.rows[key]
    def __str__(self): return "\n".join(" ".join(f"{x:5}" for x in r) for r in self.rows)

m = Matrix([[1, 2], [3, 4], [5, 6]])
print(m.T @ m)
print((2 * m).T, m.shape, m[1, 0], m[2], m == m.T.T, sep="\n")
f = Matrix([[1, 1], [1, 0]]) ** 30
print(f[0, 1], Matrix.identity(3) + Matrix.identity(3) * 2)
try: m @ m
except ValueError as e: print(e)

# expect:    35    44
# expect:    44    56
# expect:     2     6    10
# expect:     4     8    12
# expect: (3, 2)
# expect: 3
# expect: [5, 6]
# expect: True
# expect: 832040     3     0     0
# expect:     0     3     0
# expect:     0     0     3
# expect: shapes (3, 2) and (3, 2) not aligned
