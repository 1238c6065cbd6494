class Base:
    kinds = []
    def __init_subclass__(cls):
        super().__init_subclass__()
        Base.kinds.append(cls.__name__)
class A(Base): pass
class B(A): pass
print(Base.kinds)

# expect: ['A', 'B']
