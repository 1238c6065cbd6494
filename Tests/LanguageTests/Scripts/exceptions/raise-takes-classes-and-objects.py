class Quiet(Exception): pass
class Needs(Exception):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b
for thing in [Quiet, Quiet(), Quiet('x'), Needs(1, 2), ValueError, 5, 'text', None, int, object(), Needs]:
    try: raise thing
    except BaseException as e: print(type(e).__name__, e)
try: raise
except RuntimeError as e: print(e)

# expect: Quiet
# expect: Quiet
# expect: Quiet x
# expect: Needs 1
# expect: ValueError
# expect: TypeError exceptions must derive from BaseException
# expect: TypeError exceptions must derive from BaseException
# expect: TypeError exceptions must derive from BaseException
# expect: TypeError exceptions must derive from BaseException
# expect: TypeError exceptions must derive from BaseException
# expect: TypeError Needs.__init__() missing 2 required positional arguments: 'a' and 'b'
# expect: No active exception to reraise
