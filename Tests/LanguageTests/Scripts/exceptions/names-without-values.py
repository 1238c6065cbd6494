def f():
    print(local)
    local = 1
def g():
    del gone
    gone = 1
def h():
    def inner(): return later
    inner()
    later = 1
def i():
    x = 1
    del x
    return x
def j():
    for k in []: pass
    return k
def l():
    try: raise ValueError
    except ValueError as e: pass
    return e
class C:
    y = 1
    def m(self): return y
def comprehension(): return [q for _ in [1]]
for f in [f, g, h, i, j, l, C().m, comprehension, lambda: undefined, lambda: undefined.x, lambda: undefined()]:
    try: f()
    except NameError as e: print(type(e).__name__, e)
try: del nothing
except NameError as e: print(e)
count = 0
def increment():
    count += 1
try: increment()
except UnboundLocalError as e: print(e)

# expect: UnboundLocalError cannot access local variable 'local' where it is not associated with a value
# expect: UnboundLocalError cannot access local variable 'gone' where it is not associated with a value
# expect: NameError cannot access free variable 'later' where it is not associated with a value in enclosing scope
# expect: UnboundLocalError cannot access local variable 'x' where it is not associated with a value
# expect: UnboundLocalError cannot access local variable 'k' where it is not associated with a value
# expect: UnboundLocalError cannot access local variable 'e' where it is not associated with a value
# expect: NameError name 'y' is not defined
# expect: NameError name 'q' is not defined
# expect: NameError name 'undefined' is not defined
# expect: NameError name 'undefined' is not defined
# expect: NameError name 'undefined' is not defined
# expect: name 'nothing' is not defined
# expect: cannot access local variable 'count' where it is not associated with a value
