def gen():
    try:
        yield 1
        yield 2
    finally: print('closed')
def f():
    g=gen(); next(g); raise KeyError('a')
try: f()
except KeyError as e: print('caught', e)
print('after')
def h():
    try: f()
    finally: print('unwinding')
try: h()
except Exception as e: print(type(e))
def k():
    gen().throw(ValueError('x'))
try: k()
except ValueError as e: print(e)
def m():
    g=gen(); next(g)
    try: f()
    except KeyError: print('inner')
    return 5
print(m())
saved=[]
try: f()
except KeyError as e: saved.append(e)
print('saved'); saved.clear(); print('done')
def two():
    g=gen(); next(g)
    f()
try: two()
except KeyError: print('two')

# expect: caught 'a'
# expect: closed
# expect: after
# expect: unwinding
# expect: <class 'KeyError'>
# expect: closed
# expect: x
# expect: inner
# expect: closed
# expect: closed
# expect: 5
# expect: saved
# expect: closed
# expect: done
# expect: two
# expect: closed
# expect: closed
