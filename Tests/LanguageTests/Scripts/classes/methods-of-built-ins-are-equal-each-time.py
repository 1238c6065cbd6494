a, b = [1], [1]
print(a.append == a.append, a.append != a.append, a.append is a.append)
print(a.append == b.append, a.append == a.extend, len == len, len == abs)
handlers = [a.append]
print(a.append in handlers, b.append in handlers)
handlers.remove(a.append)
print(handlers)


class C:
    def m(self):
        pass


c = C()
print(c.m == c.m, c.m == C().m, c.m != c.m)

# expect: True False False
# expect: False False True False
# expect: True False
# expect: []
# expect: True False False
