class A:
    def __getattr__(self, name): return name.upper()
a = A()
a.x = 1
print(a.x, a.other)
setattr(a, "y", 2); print(a.y); delattr(a, "y"); print(a.y)

# expect: 1 OTHER
# expect: 2
# expect: Y
