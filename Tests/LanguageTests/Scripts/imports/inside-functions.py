def f():
    import math
    from random import seed
    return math.floor(2.5)
print(f())

# expect: 2
