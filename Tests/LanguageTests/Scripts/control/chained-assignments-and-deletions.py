a = b = c = []
a.append(1)
print(b, c, a is c)
x = y = 5
x += 1
print(x, y)
a, b = c = [1, 2]
print(a, b, c)
(a), [b] = 1, [2]
print(a, b)
del a, b
for name in ['a', 'b']:
    print(name in globals())
d = {'x': 1, 'y': [1, 2, 3]}
del d['x'], d['y'][0]
print(d)
class O: pass
o = O()
o.p = o.q = 1
del o.p
print(vars(o))
l = [1, 2, 3]
i = 0
i, l[i] = 2, 'set at two'
print(l)
x: int = 5
y: list
print(x)
(z := 10)
print(z, (w := [1, z]), [v := 1, v + 1], v)
print([last := n for n in range(4)], last, any((hit := n) > 1 for n in [1, 2, 3]), hit)

# expect: [1] [1] True
# expect: 6 5
# expect: 1 2 [1, 2]
# expect: 1 2
# expect: False
# expect: False
# expect: {'y': [2, 3]}
# expect: {'q': 1}
# expect: [1, 2, 'set at two']
# expect: 5
# expect: 10 [1, 10] [1, 2] 1
# expect: [0, 1, 2, 3] 3 True 2
