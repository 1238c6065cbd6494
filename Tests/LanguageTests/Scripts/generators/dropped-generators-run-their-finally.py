def g():
    try:
        yield 1
        yield 2
    finally:
        print('cleaned')
it = g()
print(next(it))
it.close()
print(list(it))
def leave():
    for x in g():
        print(x)
        return x
leave()
it = None
def h():
    with_open = g()
    yield next(with_open)
    with_open.close()
    yield 'end'
print(list(h()))

# expect: 1
# expect: cleaned
# expect: []
# expect: 1
# expect: cleaned
# expect: cleaned
# expect: [1, 'end']
