from collections import Counter, OrderedDict, defaultdict, deque


class Votes(Counter):
    def winner(self):
        return self.most_common(1)[0][0]


v = Votes("abracadabra")
print(v.winner(), v["a"], v["nothing"], v, sum(v.values()))
v.update("bbbbbb")
print(v.winner())


class Groups(defaultdict):
    pass


g = Groups(list)
g["a"].append(1)
print(g["a"], len(g), g)


class History(deque):
    def last(self):
        return self[-1]


h = History([1, 2, 3], maxlen=2)
h.append(4)
print(h.last(), list(h), len(h), h)


class Table(OrderedDict):
    def first(self):
        return next(iter(self))


t = Table(a=1, b=2)
t.move_to_end("a")
print(t.first(), t)

# expect: a 5 0 Votes({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) 11
# expect: b
# expect: [1] 1 Groups(<class 'list'>, {'a': [1]})
# expect: 4 [3, 4] 2 History([3, 4], maxlen=2)
# expect: b Table([('b', 2), ('a', 1)])
