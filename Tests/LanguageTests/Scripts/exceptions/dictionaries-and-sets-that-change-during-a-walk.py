d = {1: 1, 2: 2}
for f in ['add', 'delete', 'replace']:
    d = {1: 1, 2: 2, 3: 3}
    try:
        for k in d:
            if f == 'add': d[k + 10] = 1
            elif f == 'delete': del d[k]
            else: d[k] = 0
        print(f, d)
    except RuntimeError as e: print(f, e)
for view in [lambda d: d.values(), lambda d: d.items(), lambda d: d.keys()]:
    d = {1: 1, 2: 2}
    try:
        for k in view(d): d[len(d) + 5] = 1
    except RuntimeError as e: print(e)
s = {1, 2, 3}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e: print(e)
l = [1, 2, 3]
for x in l:
    if x < 3 and len(l) < 6: l.append(x + 10)
print(l)
l = [1, 2, 3, 4]
for x in l: l.remove(x)
print(l)

# expect: add dictionary changed size during iteration
# expect: delete dictionary changed size during iteration
# expect: replace {1: 0, 2: 0, 3: 0}
# expect: dictionary changed size during iteration
# expect: dictionary changed size during iteration
# expect: dictionary changed size during iteration
# expect: Set changed size during iteration
# expect: [1, 2, 3, 11, 12]
# expect: [2, 4]
