def g():
    x = yield 1
    y = yield x, 2
    z = yield
    print("got", x, y, z)
    yield (yield 5)
    return "end"
it = g()
print(next(it), it.send("a"), it.send("b"), it.send("c"), it.send("d"))
def h():
    r = yield from inner()
    print("inner gave", r)
    yield from "ab"
def inner():
    yield 1
    return 2
print(list(h()), [*(x for x in (yield_ for yield_ in range(2)))])

# expect: got a b c
# expect: 1 ('a', 2) None 5 d
# expect: inner gave 2
# expect: [1, 'a', 'b'] [0, 1]
