d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.pop("a"), d.pop("q", "none"), d.setdefault("c", []), d)
d.update({"b": 3}, e=5); d.update([("f", 6)])
print(d, d.popitem(), list(d), list(d.values()), list(d.items()))
print(dict(a=1), dict([("x", 1)]), dict({"y": 2}, z=3), dict.fromkeys("ab", 0), {"a": 1} | {"a": 2, "b": 3}, dict(zip("ab", [1, 2])))

# expect: 1 None 0 1 none [] {'b': 2, 'c': []}
# expect: {'b': 3, 'c': [], 'e': 5} ('f', 6) ['b', 'c', 'e'] [3, [], 5] [('b', 3), ('c', []), ('e', 5)]
# expect: {'a': 1} {'x': 1} {'y': 2, 'z': 3} {'a': 0, 'b': 0} {'a': 2, 'b': 3} {'a': 1, 'b': 2}
