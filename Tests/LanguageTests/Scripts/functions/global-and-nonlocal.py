x = 1
def set_global():
    global x, made
    x = 2
    made = 'by function'
set_global()
print(x, made)
def shadow():
    x = 3
    def inner():
        global x
        x = 4
    inner()
    return x
print(shadow(), x)
def nested():
    v = 1
    def a():
        nonlocal v
        v += 1
        def b():
            nonlocal v
            v *= 10
        b()
    a()
    return v
print(nested())
def del_global():
    global made
    del made
del_global()
try: made
except NameError as e: print(e)
class C:
    global from_class
    from_class = 7
print(from_class, hasattr(C, 'from_class'))

# expect: 2 by function
# expect: 3 4
# expect: 20
# expect: name 'made' is not defined
# expect: 7 False
