class Numbers(list):
    def __init__(self, *values):
        super().__init__()
        for v in values:
            self.append(v)

    def append(self, x):
        if not isinstance(x, (int, float)):
            raise TypeError(f"only numbers, not {type(x).__name__}")
        super().append(x)

    def mean(self):
        return sum(self) / len(self)


n = Numbers(1, 2, 6)
print(n, n.mean())
try:
    n.append("x")
except TypeError as e:
    print(e)
n.extend(["no check"])
print(n)

# expect: [1, 2, 6] 3.0
# expect: only numbers, not str
# expect: [1, 2, 6, 'no check']
