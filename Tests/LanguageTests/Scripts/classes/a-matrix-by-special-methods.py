class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    def __getitem__(self, place):
        i, j = place
        return self.rows[i][j]

    def __setitem__(self, place, value):
        i, j = place
        self.rows[i][j] = value

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in zip(*other.rows)] for row in self.rows])

    def __eq__(self, other):
        return self.rows == other.rows

    def __repr__(self):
        return f"Matrix({self.rows})"

    def __neg__(self):
        return Matrix([[-x for x in row] for row in self.rows])

    def __pow__(self, n):
        result = self
        for _ in range(n - 1):
            result = result @ self
        return result


f = Matrix([[1, 1], [1, 0]])
print(f @ f, f ** 200, -f, f[0, 1], f == Matrix([(1, 1), (1, 0)]))
f[0, 0] = 7
print(f)

# expect: Matrix([[2, 1], [1, 1]]) Matrix([[453973694165307953197296969697410619233826, 280571172992510140037611932413038677189525], [280571172992510140037611932413038677189525, 173402521172797813159685037284371942044301]]) Matrix([[-1, -1], [-1, 0]]) 1 True
# expect: Matrix([[7, 1], [1, 0]])
