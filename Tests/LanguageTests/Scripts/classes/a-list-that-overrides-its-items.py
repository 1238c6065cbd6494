class Circle(list):
    def __getitem__(self, i):
        return super().__getitem__(i % len(self))

    def __setitem__(self, i, value):
        print("set", i, value)
        super().__setitem__(i % len(self), value)

    def __len__(self):
        return super().__len__()

    def __contains__(self, x):
        return "maybe"

    def __repr__(self):
        return f"Circle({super().__repr__()})"


c = Circle("abc")
print(c[0], c[4], c[-7], len(c), c, str(c), f"{c}", "zzz" in c)
c[5] = "X"
print(c, list(c))

# expect: a b c 3 Circle(['a', 'b', 'c']) Circle(['a', 'b', 'c']) Circle(['a', 'b', 'c']) True
# expect: set 5 X
# expect: Circle(['a', 'b', 'X']) ['a', 'b', 'X']
