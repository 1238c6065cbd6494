def f():
    print(undefined_name)
def g():
    x = 1
    def h(): return y_
    return h()
def k():
    z += 1
def m():
    del q
    q = 1
for t in (f, g, k, m):
    try: t()
    except NameError as e: print(type(e).__name__, e)

# expect: NameError name 'undefined_name' is not defined
# expect: NameError name 'y_' is not defined
# expect: UnboundLocalError cannot access local variable 'z' where it is not associated with a value
# expect: UnboundLocalError cannot access local variable 'q' where it is not associated with a value
