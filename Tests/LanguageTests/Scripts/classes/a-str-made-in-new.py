class Upper(str):
    def __new__(cls, text, times=1):
        self = super().__new__(cls, text.upper() * times)
        self.original = text
        return self


u = Upper("ab", times=2)
print(u, u.original, type(u).__name__, u.lower())

# expect: ABAB ab Upper abab
