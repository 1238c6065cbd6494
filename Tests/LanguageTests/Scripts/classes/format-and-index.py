class A:
    def __format__(self, spec): return f"<{spec}>"
    def __index__(self): return 2
    def __int__(self): return 7
    def __float__(self): return 1.5
print(f"{A():abc} {A()}", [10, 20, 30][A()], int(A()), float(A()), format(A(), "x"), hex(A()))

# expect: <abc> <> 30 7 1.5 <x> 0x2
