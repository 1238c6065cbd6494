class Lazy:
    def __init__(self, f):
        self.f = f
        self.name = f.__name__

    def __get__(self, obj, cls):
        if obj is None:
            return self
        print("computing", self.name)
        value = self.f(obj)
        obj.__dict__[self.name] = value
        return value


class Data:
    @Lazy
    def total(self):
        return sum(range(10))


d = Data()
print(d.total, d.total, "total" in d.__dict__)
d.total = 1
print(d.total)

# expect: computing total
# expect: 45 45 True
# expect: 1
