d = {}
for x in "hello": d[x] = d.get(x, 0) + 1
d["h"] = 9
print(d, list(d))
del d["h"]; d["h"] = 1
print(d)

# expect: {'h': 9, 'e': 1, 'l': 2, 'o': 1} ['h', 'e', 'l', 'o']
# expect: {'e': 1, 'l': 2, 'o': 1, 'h': 1}
