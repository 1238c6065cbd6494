class A: pass
a, b = A(), A()
print(a == a, a == b, a is a, a != b, len({a, b}), hash(a) == hash(a))

# expect: True False True True 2 True
