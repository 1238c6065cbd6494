def g(): yield 1
it = g(); next(it)
try: next(it)
except StopIteration as e: print(repr(e), e.value)
def r():
    yield 1
    return 5
it = r(); next(it)
try: next(it)
except StopIteration as e: print(e.value)
def bad(): yield next(iter([]))
try: list(bad())
except RuntimeError as e: print(e, repr(e.__cause__))
it = g()
try: it.send(5)
except TypeError as e: print(e)
it.close()
print(next(it, "default"))

# expect: StopIteration() None
# expect: 5
# expect: generator raised StopIteration StopIteration()
# expect: can't send non-None value to a just-started generator
# expect: default
