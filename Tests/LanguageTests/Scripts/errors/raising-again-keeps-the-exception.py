def f():
    try: raise ValueError("a")
    except ValueError:
        try: raise KeyError("b")
        except KeyError: pass
        raise
try: f()
except ValueError as e: print(repr(e), e.__context__)
def g():
    try: raise ValueError("x")
    except ValueError as e:
        saved = e
    try: print(e)
    except NameError as n: print(type(n).__name__)
    raise saved
try: g()
except ValueError as e: print(e)
try:
    try: raise
    except RuntimeError as e: print(e); raise
except RuntimeError: print("again")

# expect: ValueError('a') None
# expect: UnboundLocalError
# expect: x
# expect: No active exception to reraise
# expect: again
