def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
g = count(3)
print(next(g), next(g), list(g), next(g, "end"))
print(list(count(4)), sum(count(5)), [x for x in count(3)], tuple(count(2)), dict(enumerate(count(2))), 3 in count(9), max(count(4)))

# expect: 0 1 [2] end
# expect: [0, 1, 2, 3] 10 [0, 1, 2] (0, 1) {0: 0, 1: 1} True 3
