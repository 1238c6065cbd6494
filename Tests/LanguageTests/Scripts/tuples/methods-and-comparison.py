t = (1, 2, 2)
print(t.count(2), t.index(2), 2 in t, t < (1, 3), hash((1, 2)) == hash((1, 2)), max([(1, "b"), (1, "a")]))

# expect: 2 1 True True True (1, 'b')
