def g():
    yield 1
    raise StopIteration('inside')
try: print(list(g()))
except RuntimeError as e: print(e, repr(e.__cause__))
def h(): yield next(iter([]))
try: list(h())
except RuntimeError as e: print(e)
print(list(x for x in [1, 2]))
try: sum(next(iter([])) for _ in [1])
except RuntimeError as e: print(e)

# expect: generator raised StopIteration StopIteration('inside')
# expect: generator raised StopIteration
# expect: [1, 2]
# expect: generator raised StopIteration
