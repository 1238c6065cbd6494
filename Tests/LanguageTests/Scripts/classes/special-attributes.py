class A:
    "Doc of A"
    def f(self): "doc f"
print(A.__name__, A.__doc__, A().f.__name__, A.f.__doc__, type(A).__name__, A().__class__ is A, A().__dict__)

# expect: A Doc of A f doc f type True {}
