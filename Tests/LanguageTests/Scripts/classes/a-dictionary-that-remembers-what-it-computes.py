class Memo(dict):
    def __init__(self, f):
        super().__init__()
        self.f = f

    def __missing__(self, key):
        self[key] = value = self.f(key)
        return value


fib = Memo(lambda n: n if n < 2 else fib[n - 1] + fib[n - 2])
print(fib[80], len(fib))

# expect: 23416728348467685 81
