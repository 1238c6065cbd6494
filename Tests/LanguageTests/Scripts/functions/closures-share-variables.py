def counter():
    n = 0
    def step(k=1):
        nonlocal n
        n += k
        return n
    return step
a, b = counter(), counter()
print(a(), a(5), b())

# expect: 1 6 1
