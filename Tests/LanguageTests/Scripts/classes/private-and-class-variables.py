class A:
    count = 0
    __hidden = 5
    def __init__(self): A.count += 1
    def get(self): return self.__hidden
A(); A()
print(A.count, A().get())

# expect: 2 5
