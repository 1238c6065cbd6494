class Counted:
    def __init__(self, default):
        self.default = default
        self.reads = 0

    def __set_name__(self, owner, name):
        self.key = name

    def __get__(self, obj, owner):
        if obj is None:
            return self
        self.reads += 1
        return obj.__dict__.get(self.key, self.default)

    def __set__(self, obj, value):
        obj.__dict__[self.key] = value


class Config:
    rate = Counted(0.1)
    size = Counted(32)


a, b = Config(), Config()
a.rate = 0.5
print(a.rate, b.rate, a.size, Config.rate.reads, Config.size.reads, vars(a), vars(b))
for _ in range(3):
    a.rate
print(Config.rate.reads)

# expect: 0.5 0.1 32 2 1 {'rate': 0.5} {}
# expect: 5
