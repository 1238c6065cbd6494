def f(v):
    match v:
        case {"a": [x, *y], **z}: pass
        case w: x = y = z = None
    def inner(): return x, y, z
    return inner()
print(f({"a": [1, 2, 3], "b": 4}), f(0))
for v in (1, "s"):
    match v:
        case int(): kind = "int"
        case str(): kind = "str"
    print(kind)
class A:
    match 3:
        case n: pass
print(A.n, [m for v in range(3) if (m := v)])

# expect: (1, [2, 3], {'b': 4}) (None, None, None)
# expect: int
# expect: str
# expect: 3 [1, 2]
