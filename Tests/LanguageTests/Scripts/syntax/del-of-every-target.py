a, b, c, d = 1, [1, 2, 3], {"k": 1, "l": 2}, 4
class O: pass
o = O(); o.x = 1
del a, b[0], c["k"], o.x
print(b, c, hasattr(o, "x"))
del (d), [b]
e = f = g = 1
del (e, [f, g])
for name in ("a", "b", "d", "e", "f", "g"):
    print(name in globals(), end=" ")
print()
x = [1, 2, 3, 4]
del x[1:3], x[-1:]
print(x)

# expect: [2, 3] {'l': 2} False
# expect: False False False False False False 
# expect: [1]
