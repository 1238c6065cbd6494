def f():
    try:
        try: return 1
        except ValueError: print('caught?!')
    finally:
        print('fin')
        raise ValueError('a')
try: f()
except ValueError as v: print('ok', v)
def g():
    for i in range(3):
        try:
            try: continue
            except ValueError: print('caught?!')
        finally:
            print('fin', i); int('x')
try: g()
except ValueError as v: print('ok', v)
class M:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit', a[0]); raise KeyError('k')
def h():
    with M():
        try: return 5
        except KeyError: print('caught?!')
try: h()
except KeyError as v: print('ok', v)
def w():
    with M():
        try: return 5
        finally: print('inner')
try: w()
except KeyError as v: print('ok', v)
def n():
    try:
        try: return 5
        finally: print('inner'); 1/0
    except ZeroDivisionError: print('outer caught')
    finally: print('last')
print(n())
def two():
    with M() as a:
        with M() as b:
            return 1
try: two()
except KeyError as v: print('ok', v, repr(v.__context__))

# expect: fin
# expect: ok a
# expect: fin 0
# expect: ok invalid literal for int() with base 10: 'x'
# expect: exit None
# expect: ok 'k'
# expect: inner
# expect: exit None
# expect: ok 'k'
# expect: inner
# expect: outer caught
# expect: last
# expect: None
# expect: exit None
# expect: exit <class 'KeyError'>
# expect: ok 'k' KeyError('k')
