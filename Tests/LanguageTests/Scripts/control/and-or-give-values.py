print(0 or "a", 1 and "b", "" or [] or 0, not 0, not "a", None or False, 1 and 0 and 2)
def f(x):
    print("f", x)
    return x
f(0) and f(1)
f(1) or f(2)

# expect: a b 0 True False False 0
# expect: f 0
# expect: f 1
