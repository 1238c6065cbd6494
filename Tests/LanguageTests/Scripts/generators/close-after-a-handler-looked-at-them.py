def gen():
    try: yield 1
    finally: print('closed')
def f(p):
    g = gen()
    next(g)
    undefined
try:
    try: f(1)
    except Exception as e: raise RuntimeError('again') from e
except RuntimeError as r:
    len([r.__cause__])
print('after')

# expect: closed
# expect: after
