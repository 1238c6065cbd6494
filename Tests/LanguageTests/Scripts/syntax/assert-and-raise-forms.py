assert True
assert 1, "never"
for code in (lambda: check(0), lambda: check(None)):
    pass
def check(x): assert x, f"bad {x!r}"
try: check(0)
except AssertionError as e: print(repr(e))
try: assert False
except AssertionError as e: print(repr(e), e.args)
try: raise ValueError
except ValueError as e: print(repr(e))
try: raise ValueError("a", 1) from KeyError("k")
except ValueError as e: print(e.args, repr(e.__cause__))
try: raise ValueError("x") from None
except ValueError as e: print(e.__cause__, e.__suppress_context__)
try: raise 5
except TypeError as e: print(e)
try: raise
except RuntimeError as e: print(e)

# expect: AssertionError('bad 0')
# expect: AssertionError() ()
# expect: ValueError()
# expect: ('a', 1) KeyError('k')
# expect: None True
# expect: exceptions must derive from BaseException
# expect: No active exception to reraise
