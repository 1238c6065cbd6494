x = 3
for t in ("assert x > 5", ):
    try: assert x > 5, ("tuple", x)
    except AssertionError as e: print(repr(e), e)
try: assert x == 4, "not four"
except AssertionError as e: print(e)
try: assert []
except AssertionError as e: print(repr(str(e)))

# expect: AssertionError(('tuple', 3)) ('tuple', 3)
# expect: not four
# expect: ''
