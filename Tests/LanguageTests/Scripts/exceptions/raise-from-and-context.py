try:
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError("second") from e
except ValueError as e: print(repr(e.__cause__))
try:
    try: {}["k"]
    except KeyError: raise RuntimeError("later")
except RuntimeError as e: print(repr(e.__context__))

# expect: ZeroDivisionError('division by zero')
# expect: KeyError('k')
