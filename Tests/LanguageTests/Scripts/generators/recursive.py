def walk(t):
    for x in t:
        if isinstance(x, list): yield from walk(x)
        else: yield x
print(list(walk([1, [2, [3, 4]], 5])))

# expect: [1, 2, 3, 4, 5]
