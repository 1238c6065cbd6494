print(); print("a", 1, None, sep=", ", end="!\n"); print("x", end=""); print("y"); print(*[1, 2], sep="\n"); print("a", sep=""); print([1], {"a": (1,)}, sep="|", flush=True)

# expect:
# expect: a, 1, None!
# expect: xy
# expect: 1
# expect: 2
# expect: a
# expect: [1]|{'a': (1,)}
