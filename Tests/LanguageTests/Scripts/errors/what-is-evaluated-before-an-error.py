def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

import functools

class C:
    def m(self): pass

t(lambda: C().missing(print("never")))
t(lambda: functools.lru_cache(lambda x: x).missing(print("never")))
t(lambda: C().missing(1.5 | 5))
t(lambda: {[]: print("first"), print("second"): 2})
t(lambda: {1: print("first"), **{}, (): [print("second")], **{3: 4}})
t(lambda: C() - 0)
t(lambda: C() + 0)
t(lambda: {}.pop([]))
t(lambda: {1: 2}.pop([]))

# expect: AttributeError 'C' object has no attribute 'missing'
# expect: AttributeError 'functools._lru_cache_wrapper' object has no attribute 'missing'
# expect: AttributeError 'C' object has no attribute 'missing'
# expect: first
# expect: second
# expect: TypeError unhashable type: 'list'
# expect: first
# expect: second
# expect: {1: None, (): [None], 3: 4}
# expect: TypeError unsupported operand type(s) for -: 'C' and 'int'
# expect: TypeError unsupported operand type(s) for +: 'C' and 'int'
# expect: KeyError []
# expect: TypeError unhashable type: 'list'
