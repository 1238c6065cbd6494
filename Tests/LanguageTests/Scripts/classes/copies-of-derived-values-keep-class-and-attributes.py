import copy


class Row(list):
    pass


r = Row([1, [2]])
r.name = "r"
c = copy.copy(r)
d = copy.deepcopy(r)
r[1].append(3)
r.append(9)
print(type(c).__name__, c, c.name, type(d).__name__, d, d.name, r)

# expect: Row [1, [2, 3]] r Row [1, [2]] r [1, [2, 3], 9]
