class Watched:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


w = Watched()
w.a = 1
w.a += 1
setattr(w, "b", 3)
del w.a
print(w.__dict__)
try:
    del w.a
except AttributeError as e:
    print(e)


class Frozen:
    def __init__(self, x):
        object.__setattr__(self, "x", x)

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} cannot be changed")


f = Frozen(1)
try:
    f.x = 2
except AttributeError as e:
    print(e, f.x)

# expect: set a 1
# expect: set a 2
# expect: set b 3
# expect: del a
# expect: {'b': 3}
# expect: del a
# expect: 'Watched' object has no attribute 'a'
# expect: x cannot be changed 1
