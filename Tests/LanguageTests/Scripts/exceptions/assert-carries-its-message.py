for f in [lambda: check(1, 'm'), lambda: check(0, 'm'), lambda: check('', None), lambda: bare([]), lambda: check(None, ('a', 1))]:
    def check(x, m): assert x, m
    def bare(x): assert x
    try: print(f())
    except AssertionError as e: print(repr(e), str(e), e.args)

# expect: None
# expect: AssertionError('m') m ('m',)
# expect: AssertionError(None) None (None,)
# expect: AssertionError()  ()
# expect: AssertionError(('a', 1)) ('a', 1) (('a', 1),)
