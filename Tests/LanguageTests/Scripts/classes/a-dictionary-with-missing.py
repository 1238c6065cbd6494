class Bag(dict):
    def __missing__(self, key):
        return 0


b = Bag(a=1)
b["b"] += 5
print(b, b["nothing"], b.get("nothing"), "nothing" in b, len(b), list(b), list(b.items()))
print(dict(b), {**b}, b == {"a": 1, "b": 5}, isinstance(b, dict), type(b).__name__, b | {"c": 1}, type(b | {}).__name__)
for k, v in b.items():
    print(k, v)
b.update(c=3)
del b["a"]
print(sorted(b), b.pop("c"), b, b.setdefault("z", 1), b.keys(), b.values())


def f(**kw):
    return kw


print(f(**b))

# expect: {'a': 1, 'b': 5} 0 None False 2 ['a', 'b'] [('a', 1), ('b', 5)]
# expect: {'a': 1, 'b': 5} {'a': 1, 'b': 5} True True Bag {'a': 1, 'b': 5, 'c': 1} dict
# expect: a 1
# expect: b 5
# expect: ['b', 'c'] 3 {'b': 5, 'z': 1} 1 dict_keys(['b', 'z']) dict_values([5, 1])
# expect: {'b': 5, 'z': 1}
