def register(cls):
    cls.tag = cls.__name__.lower()
    names.append(cls.__name__)
    return cls


def with_repr(*fields):
    def change(cls):
        cls.__repr__ = lambda self: f"{cls.__name__}({', '.join(repr(getattr(self, f)) for f in fields)})"
        return cls

    return change


names = []


@register
@with_repr("x", "y")
class P:
    def __init__(self, x, y):
        self.x, self.y = x, y


print(P(1, "a"), P.tag, names)


def singleton(cls):
    made = {}

    def get(*args):
        if cls not in made:
            made[cls] = cls(*args)
        return made[cls]

    return get


@singleton
class Config:
    pass


print(Config() is Config())

# expect: P(1, 'a') p ['P']
# expect: True
