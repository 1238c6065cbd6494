from collections import Counter, defaultdict, deque, namedtuple, OrderedDict
c = Counter("abracadabra")
print(c, c.most_common(2), c["zz"], c + Counter("ab"), c - Counter("aaaaaa"), c.total(), sorted(c.elements())[:4])
d = defaultdict(int); d["x"] += 2
e = defaultdict(list); e["k"].append(1)
print(d, e, dict(d), "q" in d)
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); q.rotate(1)
print(q, q[0], len(q), q.pop(), q.popleft())
P = namedtuple("P", ["x", "y"]); p = P(1, y=2)
print(p, p.x + p.y, p == (1, 2), p._replace(x=9), p._asdict(), P._fields, OrderedDict(a=1))

# expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) [('a', 5), ('b', 2)] 0 Counter({'a': 6, 'b': 3, 'r': 2, 'c': 1, 'd': 1}) Counter({'b': 2, 'r': 2, 'c': 1, 'd': 1}) 11 ['a', 'a', 'a', 'a']
# expect: defaultdict(<class 'int'>, {'x': 2}) defaultdict(<class 'list'>, {'k': [1]}) {'x': 2} False
# expect: deque([0], maxlen=3) 3 3 2 3
# expect: P(x=1, y=2) 3 True P(x=9, y=2) {'x': 1, 'y': 2} ('x', 'y') OrderedDict([('a', 1)])
