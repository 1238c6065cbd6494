class Loud(dict):
    def __init__(self, *args, **kw):
        print("init", args, kw)
        super().__init__(*args, **kw)

    def __setitem__(self, k, v):
        print("set", k)
        super().__setitem__(k, v)

    def get(self, k, default="?"):
        return super().get(k, default)

    def __iter__(self):
        return iter(sorted(super().__iter__()))

    def __eq__(self, other):
        return super().__eq__(other)

    __hash__ = None


d = Loud({"b": 1}, a=2)
d["c"] = 3
print(d.get("x"), list(d), d == {"a": 2, "b": 1, "c": 3}, len(d))
list.append(x := [], 1)
print(x, super(Loud, d).__len__())


class Base(list):
    def describe(self):
        return f"Base with {len(self)}"


class Derived(Base):
    def describe(self):
        return "Derived of " + super().describe()


print(Derived("ab").describe(), super(Derived, Derived([1])).__class__)

# expect: init ({'b': 1},) {'a': 2}
# expect: set c
# expect: ? ['a', 'b', 'c'] True 3
# expect: [1] 3
# expect: Derived of Base with 2 <class 'super'>
