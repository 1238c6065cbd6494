assert 1 == 1
try: assert 1 == 2, "message"
except AssertionError as e: print(repr(e))
try: assert []
except AssertionError as e: print(repr(e), str(e) == "")

# expect: AssertionError('message')
# expect: AssertionError() True
