class Repr:
    def __repr__(self):
        return f"<{type(self).__name__} {list(self)}>"

    def describe(self):
        return f"{type(self).__name__} of {len(self)}"


class Items(Repr, list):
    pass


class Other(list, Repr):
    pass


print(Items([1, 2]), Items("ab").describe(), Other([1]), Other([1]).describe(), Items([1]) == [1])

# expect: <Items [1, 2]> Items of 2 [1] Other of 1 True
