for i in range(3): pass
print(i)
for i in []: pass
print(i)
for i in range(5):
    if i == 3: break
print(i, [i for i in range(2)], i)
for i in range(3):
    i += 10
    print(i, end=' ')
n = 0
while True:
    n += 1
    if n % 2: continue
    if n > 5: break
print(n)
for x, (y, z) in [(1, (2, 3)), (4, (5, 6))]: print(x + y + z, end=' ')
d = {}
for d['k'] in [1, 2]: pass
print(d)
l = [0, 0]
for l[1] in range(3): pass
print(l)
for a in range(2):
    for b in range(2):
        if b: break
    else: print('never')
    print(a, b)
else: print('outer else')
while False: pass
else: print('while else')

# expect: 2
# expect: 2
# expect: 3 [0, 1] 3
# expect: 10 11 12 6
# expect: 6 15 {'k': 2}
# expect: [0, 2]
# expect: 0 1
# expect: 1 1
# expect: outer else
# expect: while else
