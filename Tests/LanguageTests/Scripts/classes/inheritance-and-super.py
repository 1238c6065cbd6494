class A:
    def __init__(self): self.log = ["A"]
    def hi(self): return "A.hi"
    def who(self): return self.hi()
class B(A):
    def __init__(self):
        super().__init__()
        self.log.append("B")
    def hi(self): return "B." + super().hi()
class C(B): pass
c = C()
print(c.log, c.hi(), c.who(), issubclass(C, A), isinstance(c, A), C.__mro__[1].__name__, B.__bases__[0].__name__)

# expect: ['A', 'B'] B.A.hi B.A.hi True True B A
