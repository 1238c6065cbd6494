class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = P(1, 2)
p.x = 5
print(p.x, p.y)
for f in (lambda: setattr(p, "z", 1), lambda: p.z, lambda: p.__dict__):
    try:
        f()
    except AttributeError as e:
        print(e)


class Q(P):
    pass


q = Q(1, 2)
q.z = 3
print(q.z)


class R(P):
    __slots__ = ["w"]


r = R(1, 2)
r.w = 4
try:
    r.v = 1
except AttributeError as e:
    print(e)
del r.w
try:
    r.w
except AttributeError as e:
    print(e)

# expect: 5 2
# expect: 'P' object has no attribute 'z'
# expect: 'P' object has no attribute 'z'
# expect: 'P' object has no attribute '__dict__'
# expect: 3
# expect: 'R' object has no attribute 'v'
# expect: 'R' object has no attribute 'w'
