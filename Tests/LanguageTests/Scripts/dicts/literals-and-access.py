d = {"a": 1, 2: "two", (1, 2): [3]}
print(d, d["a"], d[2], d[1, 2], len(d), "a" in d, "z" in d)
d["new"] = None
del d[2]
print(d)

# expect: {'a': 1, 2: 'two', (1, 2): [3]} 1 two [3] 3 True False
# expect: {'a': 1, (1, 2): [3], 'new': None}
