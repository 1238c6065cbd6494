try:
    try:
        1/0
    except Exception as e:
        raise RuntimeError('again') from e
except RuntimeError as r:
    print(r)
print('e' in globals(), 'r' in globals())
def f():
    try:
        try:
            1/0
        except Exception as e:
            raise RuntimeError('again') from e
    except RuntimeError as r:
        print(r)
    print(e)
try: f()
except NameError as x: print(repr(x))
def g():
    for i in range(2):
        try:
            try:
                [][1]
            except IndexError as e:
                int('x')
        except ValueError:
            try: e
            except NameError as n: print(repr(n))
g()
def h():
    try:
        [][1]
    except IndexError as e:
        def k(): return e
        try:
            raise ValueError
        finally:
            print('f', k())
try: h()
except ValueError as v: print(type(v.__context__))

# expect: again
# expect: False False
# expect: again
# expect: UnboundLocalError("cannot access local variable 'e' where it is not associated with a value")
# expect: UnboundLocalError("cannot access local variable 'e' where it is not associated with a value")
# expect: UnboundLocalError("cannot access local variable 'e' where it is not associated with a value")
# expect: f list index out of range
# expect: <class 'IndexError'>
