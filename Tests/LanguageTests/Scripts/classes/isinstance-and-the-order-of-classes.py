class A:
    pass


class B(A):
    pass


class C(A):
    pass


class D(B, C):
    pass


class L(list):
    pass


print([c.__name__ for c in D.__mro__], [c.__name__ for c in L.__mro__], D.__bases__ == (B, C), L.__bases__ == (list,))
print(issubclass(D, (int, A)), isinstance(D(), C), issubclass(bool, int), isinstance(L(), (dict, list)), D().__class__ is D)
try:
    class E(A, B):
        pass
except TypeError as e:
    print(e)

# expect: ['D', 'B', 'C', 'A', 'object'] ['L', 'list', 'object'] True True
# expect: True True True True True
# expect: Cannot create a consistent method resolution
# expect: order (MRO) for bases A, B
