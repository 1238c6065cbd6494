try: raise 5
except TypeError as e: print(e)
try: raise ValueError
except ValueError as e: print(repr(e))
try: raise KeyError("k")
except KeyError as e: print(e, repr(e), e.args)

# expect: exceptions must derive from BaseException
# expect: ValueError()
# expect: 'k' KeyError('k') ('k',)
