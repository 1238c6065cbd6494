class Registry:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            print("making")
            cls._instance = super().__new__(cls)
            cls._instance.items = []
        return cls._instance


a, b = Registry(), Registry()
a.items.append(1)
print(a is b, b.items)


class Counted:
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, kwargs)
        return object.__new__(cls)

    def __init__(self, x, y=0):
        print("init", x, y)


Counted(1, y=2)


class Other:
    def __new__(cls):
        return 42


print(Other())

# expect: making
# expect: True [1]
# expect: new Counted (1,) {'y': 2}
# expect: init 1 2
# expect: 42
