def f():
    print("asked")
    return 5
print(1 < f() < 10, 1 < 2 > 1 != 3)

# expect: asked
# expect: True True
