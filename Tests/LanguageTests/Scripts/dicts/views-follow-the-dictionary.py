d = {"a": 1}
k, v, i = d.keys(), d.values(), d.items()
d["b"] = 2
print(k, v, i, len(k), "b" in k, ("b", 2) in i, k & {"a"}, k | {"z"} >= {"a"}, list(reversed(list(k))))

# expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)]) 2 True True {'a'} True ['b', 'a']
