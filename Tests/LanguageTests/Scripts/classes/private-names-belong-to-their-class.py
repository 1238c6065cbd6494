class A:
    __secret = 1
    def __init__(self): self.__own = 2
    def get(self): return self.__secret, self.__own
    def __hidden(self): return 'hidden'
    def call(self): return self.__hidden()
    __dunder__ = 'kept'
class B(A):
    __secret = 10
    def mine(self): return self.__secret
print(A().get(), B().get(), B().mine(), A().call(), A()._A__own, A._A__secret, B._B__secret, A.__dunder__)
for f in [lambda: A().__own, lambda: A.__secret]:
    try: f()
    except AttributeError as e: print(e)
a = A()
a.__own = 5
print(vars(a))
class _Under:
    __x = 1
    def get(self): return self.__x
print(_Under().get(), _Under._Under__x)

# expect: (1, 2) (1, 2) 10 hidden 2 1 10 kept
# expect: 'A' object has no attribute '__own'
# expect: type object 'A' has no attribute '__secret'
# expect: {'_A__own': 2, '__own': 5}
# expect: 1 1
