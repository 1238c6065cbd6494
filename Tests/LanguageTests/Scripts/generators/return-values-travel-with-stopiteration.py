def g():
    yield 1
    return 'result'
it = g()
print(next(it))
try: next(it)
except StopIteration as e: print(e.value, e.args)
try: next(it)
except StopIteration as e: print(e.value, e.args)
def outer():
    r = yield from g()
    print('got', r)
    s = yield from [10, 20]
    print('list gives', s)
    return r
def main():
    x = yield from outer()
    yield x
print(list(main()))

# expect: 1
# expect: result ('result',)
# expect: None ()
# expect: got result
# expect: list gives None
# expect: [1, 10, 20, 'result']
