x = "global"
def outer():
    x = "outer"
    def inner():
        nonlocal x
        x = "inner"
        def deepest():
            global x
            x = "changed"
        deepest()
        return x
    print(inner(), x)
outer()
print(x)
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    return up
c = counter(); c(); print(c(), c())
def make():
    global made, also
    made, also = 1, 2
make(); print(made, also)

# expect: inner inner
# expect: changed
# expect: 2 3
# expect: 1 2
