class A:
    n = 5
    @staticmethod
    def s(x): return x + 1
    @classmethod
    def make(cls, *a): return (cls.__name__, cls.n, a)
class B(A): n = 6
print(A.s(1), A().s(2), A.make(1), B.make(), B().make(2))

# expect: 2 3 ('A', 5, (1,)) ('B', 6, ()) ('B', 6, (2,))
