def f():
    try:
        try:
            1/0
        except ZeroDivisionError as e:
            return 1
    finally:
        print('cleanup')
        raise ValueError('x')
try: f()
except ValueError as v: print(v, type(v.__context__))
def g():
    for i in range(3):
        try:
            try:
                1/0
            except ZeroDivisionError as e:
                if i == 1: break
                continue
        finally:
            print('cleanup', i)
            if i == 1: int('x')
try: g()
except ValueError as v: print(v, type(v.__context__))
class M:
    def __enter__(self): return self
    def __exit__(self, *a):
        print('exit', a[0]); raise KeyError('k')
def h():
    with M():
        try: 1/0
        except ZeroDivisionError as e: return 5
try: h()
except KeyError as v: print(repr(v), type(v.__context__))
def k():
    try:
        1/0
    except ZeroDivisionError as e:
        try:
            return 1
        finally:
            print(repr(e))
            raise ValueError('y')
try: k()
except ValueError as v: print(v, repr(v.__context__))
def m():
    try:
        raise KeyError(1)
    except KeyError as e:
        try:
            raise ValueError(2)
        except ValueError as e2:
            try: raise OSError(3) from e
            finally: print(repr(e), repr(e2))
try: m()
except OSError as o: print(repr(o), repr(o.__cause__), repr(o.__context__))

# expect: cleanup
# expect: x <class 'NoneType'>
# expect: cleanup 0
# expect: cleanup 1
# expect: invalid literal for int() with base 10: 'x' <class 'NoneType'>
# expect: exit None
# expect: KeyError('k') <class 'NoneType'>
# expect: ZeroDivisionError('division by zero')
# expect: y ZeroDivisionError('division by zero')
# expect: KeyError(1) ValueError(2)
# expect: OSError(3) KeyError(1) ValueError(2)
