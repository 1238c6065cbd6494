class A(object): x = 1; y = x + 1
class B(A,): pass
class C(*[A]): z = [i for i in range(3)]
bases = (B,)
class D(*bases, **{}): """doc"""
print(A.y, B.x, C.z, D.__doc__, D.__mro__[1] is B)
class E:
    if A.y > 1:
        def f(self): return "f"
    else:
        def g(self): return "g"
    for k in range(2): pass
print(E().f(), E.k, hasattr(E, "g"))

# expect: 2 1 [0, 1, 2] doc True
# expect: f 1 False
