class O: pass
o = O(); d = {}; l = [0, 0, 0]
o.x, d["k"], l[0] = 1, 2, 3
(a, [b, *c]), *e = (1, [2, 3, 4]), 5, 6
[f, g] = h = "xy"
l[1:], o.y = [7, 8, 9], 4
print(o.x, d, l, a, b, c, e, f, g, h, o.y)
*x, = "abc"
(y), [z] = 1, [2]
for i, (j, *k) in [(1, (2, 3, 4))]: print(i, j, k)
for o.z in range(2): pass
for d["n"] in range(3): pass
print(x, y, z, o.z, d)
i = l[i] = 2
print(i, l)

# expect: 1 {'k': 2} [3, 7, 8, 9] 1 2 [3, 4] [5, 6] x y xy 4
# expect: 1 2 [3, 4]
# expect: ['a', 'b', 'c'] 1 2 1 {'k': 2, 'n': 2}
# expect: 2 [3, 7, 2, 9]
