class A:
    def __init__(self): self.x = 1
print("x" in dir(A()), "append" in dir([]), vars(A()), "upper" in dir(""))

# expect: True True {'x': 1} True
