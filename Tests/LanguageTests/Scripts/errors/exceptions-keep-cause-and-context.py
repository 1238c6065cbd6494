def f():
    try: {}["k"]
    except KeyError as e: raise ValueError("v") from e
def g():
    try: {}["k"]
    except KeyError: 1 / 0
for t in (f, g):
    try: t()
    except Exception as e: print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: raise ValueError("first")
    finally: raise TypeError("second")
except TypeError as e: print(e, repr(e.__context__))

# expect: ValueError('v') KeyError('k') KeyError('k') True
# expect: ZeroDivisionError('division by zero') None KeyError('k') False
# expect: second ValueError('first')
