def func():
    raise ConnectionError
try:
    func()
except ConnectionError as exc:
    try:
        raise RuntimeError('Failed to open database') from exc
    except RuntimeError as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    open('database.sqlite')
except OSError as e:
    print(type(e).__name__, e.errno)
    try:
        raise RuntimeError from None
    except RuntimeError as e:
        print(repr(e), e.__cause__, type(e.__context__).__name__, e.__suppress_context__)
try:
    open('database.sqlite')
except OSError:
    try:
        raise RuntimeError("unable to handle error")
    except RuntimeError as e:
        print(e, type(e.__context__).__name__, e.__suppress_context__)
try:
    raise TypeError('bad type')
except Exception as e:
    e.add_note('Add some information')
    e.add_note('Add some more information')
    print(e, e.__notes__)

# expect: RuntimeError('Failed to open database') ConnectionError() ConnectionError() True
# expect: FileNotFoundError 2
# expect: RuntimeError() None FileNotFoundError True
# expect: unable to handle error FileNotFoundError False
# expect: bad type ['Add some information', 'Add some more information']
