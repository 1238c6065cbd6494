class Own(ValueError): pass
def f(e):
    try: raise e
    except KeyError: return "key"
    except (TypeError, Own): return "own"
    except LookupError: return "lookup"
    except ValueError: return "value"
    except Exception: return "other"
print([f(e) for e in (KeyError(1), Own(), IndexError(), ValueError(), OSError(), StopIteration())])
try:
    try: raise Own("x")
    except KeyError: print("never")
except ValueError as e: print(type(e).__name__, e)
try:
    try: 1 / 0
    except 5: pass
except TypeError as e: print(e)

# expect: ['key', 'own', 'lookup', 'value', 'other', 'other']
# expect: Own x
# expect: catching classes that do not inherit from BaseException is not allowed
