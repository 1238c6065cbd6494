print(list(reversed([1, 2])), list(reversed(range(3))), list(reversed("ab")), list(reversed((1, 2))), sorted({3, 1}), sorted("ba", reverse=True), sorted({"b": 1, "a": 0}))

# expect: [2, 1] [2, 1, 0] ['b', 'a'] [2, 1] [1, 3] ['b', 'a'] ['a', 'b']
