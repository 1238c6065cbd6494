def inner():
    yield 1
    yield 2
    return "r"
def outer():
    r = yield from inner()
    yield r
    yield from "ab"
print(list(outer()))

# expect: [1, 2, 'r', 'a', 'b']
