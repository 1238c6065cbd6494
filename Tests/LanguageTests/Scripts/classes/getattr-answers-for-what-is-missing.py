class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        print("asked for", name)
        return getattr(self._target, name)


p = Proxy([3, 1, 2])
p.append(0)
print(p._target, p.count(1))
try:
    p.nothing
except AttributeError as e:
    print(e)
print(hasattr(p, "sort"), hasattr(p, "nope"), getattr(p, "nope", "default"))

# expect: asked for append
# expect: asked for count
# expect: [3, 1, 2, 0] 1
# expect: asked for nothing
# expect: 'list' object has no attribute 'nothing'
# expect: asked for sort
# expect: asked for nope
# expect: asked for nope
# expect: True False default
