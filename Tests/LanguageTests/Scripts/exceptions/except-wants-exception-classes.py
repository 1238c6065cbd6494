for catcher in [5, 'ValueError', int, (ValueError, 5), None]:
    try:
        try: raise KeyError('k')
        except catcher: print('caught')
    except BaseException as e: print(type(e).__name__, e)
try:
    try: pass
    except undefined: pass
    print('never looked at')
except NameError as e: print(e)

# expect: TypeError catching classes that do not inherit from BaseException is not allowed
# expect: TypeError catching classes that do not inherit from BaseException is not allowed
# expect: TypeError catching classes that do not inherit from BaseException is not allowed
# expect: TypeError catching classes that do not inherit from BaseException is not allowed
# expect: TypeError catching classes that do not inherit from BaseException is not allowed
# expect: never looked at
