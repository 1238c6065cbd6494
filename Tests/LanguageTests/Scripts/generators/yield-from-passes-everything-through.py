def inner():
    try:
        x = yield 'a'
        print('inner got', x)
        y = yield 'b'
        print('inner got', y)
    except ValueError as e:
        print('inner caught', e)
        yield 'recovered'
    finally: print('inner ends')
    return 'inner result'
def outer():
    r = yield from inner()
    print('outer has', r)
    yield 'c'
it = outer()
print(next(it), it.send(1), it.throw(ValueError('v')), next(it))
it = outer()
print(next(it))
it.close()
try: list((lambda: (yield from 5))())
except TypeError as e: print(e)

# expect: inner got 1
# expect: inner caught v
# expect: inner ends
# expect: outer has inner result
# expect: a b recovered c
# expect: a
# expect: inner ends
# expect: 'int' object is not iterable
