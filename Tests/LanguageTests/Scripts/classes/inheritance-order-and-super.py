class A:
    def who(self): return ['A']
    def only(self): return 'A.only'
class B(A):
    def who(self): return ['B'] + super().who()
class C(A):
    def who(self): return ['C'] + super().who()
class D(B, C):
    def who(self): return ['D'] + super().who()
print(D().who(), [c.__name__ for c in D.__mro__], D().only(), super(B, D()).who(), D.__bases__ == (B, C))
try:
    class E(A, B): pass
except TypeError as e: print(str(e).split('(')[0])
class Base:
    def __init__(self, **kw):
        print('Base', kw)
class Left(Base):
    def __init__(self, left=1, **kw):
        print('Left', left)
        super().__init__(**kw)
class Right(Base):
    def __init__(self, right=2, **kw):
        print('Right', right)
        super().__init__(**kw)
class Both(Left, Right): pass
Both(left=5, right=6, extra=7)
class S:
    @classmethod
    def make(cls): return cls.__name__
    @staticmethod
    def util(x): return x * 2
class T(S):
    @classmethod
    def make(cls): return 'T:' + super().make()
print(S.make(), T.make(), T().make(), T.util(4), isinstance(T(), S), issubclass(T, (int, S)), type(T()) is T, T.__bases__[0].__name__)
class NoInit(A): pass
try: NoInit(1)
except TypeError as e: print(e)
try: super().x
except RuntimeError as e: print(e)

# expect: ['D', 'B', 'C', 'A'] ['D', 'B', 'C', 'A', 'object'] A.only ['C', 'A'] True
# expect: Cannot create a consistent method resolution
# expect: order
# expect: Left 5
# expect: Right 6
# expect: Base {'extra': 7}
# expect: S T:T T:T 8 True True True S
# expect: NoInit() takes no arguments
# expect: super(): no arguments
