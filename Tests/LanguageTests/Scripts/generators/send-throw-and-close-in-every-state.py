def g():
    while True:
        try:
            x = yield 'ready'
            print('got', x)
        except ValueError as e: print('caught', e)
        except GeneratorExit:
            print('closing')
            raise
it = g()
try: it.send(5)
except TypeError as e: print(e)
print(next(it), it.send(1), it.send(None), it.throw(ValueError('v')), it.throw(ValueError), it.throw(ValueError('x')))
it.close()
it.close()
try: next(it)
except StopIteration: print('stopped')
try: it.throw(KeyError('k'))
except KeyError as e: print(repr(e))
try: it.send(1)
except StopIteration: print('stopped')
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: pass
s = stubborn()
next(s)
try: s.close()
except RuntimeError as e: print(e)
fresh = g()
try: fresh.throw(IndexError('i'))
except IndexError as e: print(repr(e))
def recursive():
    yield next(me)
me = recursive()
try: next(me)
except ValueError as e: print(e)

# expect: can't send non-None value to a just-started generator
# expect: got 1
# expect: got None
# expect: caught v
# expect: caught
# expect: caught x
# expect: ready ready ready ready ready ready
# expect: closing
# expect: stopped
# expect: KeyError('k')
# expect: stopped
# expect: generator ignored GeneratorExit
# expect: IndexError('i')
# expect: generator already executing
