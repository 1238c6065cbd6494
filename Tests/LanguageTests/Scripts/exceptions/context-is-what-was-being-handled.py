def nested():
    try: raise ValueError('first')
    except ValueError:
        try: raise KeyError('second')
        except KeyError:
            raise TypeError('third')
try: nested()
except TypeError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__), e.__context__.__context__.__context__)
try:
    try: 1 / 0
    except ZeroDivisionError as e: raise e
except ZeroDivisionError as e: print(e.__context__)
try:
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError('v') from e
except ValueError as e: print(repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
try:
    raise ValueError('a') from KeyError
except ValueError as e: print(repr(e.__cause__))
try: raise ValueError from 5
except TypeError as e: print(e)
def helper():
    raise IndexError('inside')
try:
    try: raise ValueError('outer')
    except ValueError: helper()
except IndexError as e: print(repr(e.__context__))
try: raise ValueError('after')
except ValueError as e: print(e.__context__)

# expect: TypeError('third') KeyError('second') ValueError('first') None
# expect: None
# expect: ZeroDivisionError('division by zero') True True
# expect: KeyError()
# expect: exception causes must derive from BaseException
# expect: ValueError('outer')
# expect: None
