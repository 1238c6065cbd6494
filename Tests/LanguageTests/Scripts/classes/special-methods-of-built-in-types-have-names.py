print((5).__add__(3), (5).__radd__(3), "a".__add__("b"), [1].__len__(), (1, 2).__contains__(2), {"a": 1}.__getitem__("a"), (2.5).__mul__(2))
print(int.__add__(2, 3), str.__len__("abc"), list.__getitem__([7, 8], 1), dict.__contains__({1: 2}, 1), float.__repr__(2.5), int.__mul__(2, 2.5), (5).__eq__(5), (5).__lt__("a"))
x = [1, 2]
x.__setitem__(0, 9)
x.__delitem__(1)
x.__iadd__([5])
print(x, x.__iter__().__next__(), (7).__divmod__(2), (-7).__abs__(), (7).__neg__(), (0).__bool__(), "a".__eq__("a"), "abc".__hash__() == hash("abc"), (3).__str__())

# expect: 8 8 ab 1 True 1 5.0
# expect: 5 3 8 True 2.5 NotImplemented True NotImplemented
# expect: [9, 5] 9 (3, 1) 7 -7 False True True 3
