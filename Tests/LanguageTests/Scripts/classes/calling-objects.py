class Add:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, times=1): return (x + self.n) * times
print(Add(2)(3), Add(2)(3, times=2), callable(Add(1)), callable(1), list(map(Add(1), [1, 2])))

# expect: 5 10 True False [2, 3]
