def noisy(x):
    print("made", x)
    return x
g = (noisy(i) for i in range(3))
print("start")
print(next(g), any(x > 0 for x in g))

# expect: start
# expect: made 0
# expect: made 1
# expect: 0 True
