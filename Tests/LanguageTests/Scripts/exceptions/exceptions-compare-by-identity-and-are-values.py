a, b = ValueError('x'), ValueError('x')
print(a == b, a == a, a is a, isinstance(a, Exception), len({a, b, a}))
errors = [TypeError('t'), ValueError('v'), KeyError('k')]
for error in errors:
    try: raise error
    except (TypeError, KeyError) as e: print('caught', e, e is error)
    except Exception as e: print('other', e, e is error)
def f():
    return ZeroDivisionError('made, not raised')
print(f())
kinds = (ValueError, TypeError, KeyError, IndexError)
for error in [ValueError(1), TypeError(2), KeyError(3), IndexError(4)]:
    try: raise error
    except kinds as e: print(repr(e))

# expect: False True True True 2
# expect: caught t True
# expect: other v True
# expect: caught 'k' True
# expect: made, not raised
# expect: ValueError(1)
# expect: TypeError(2)
# expect: KeyError(3)
# expect: IndexError(4)
