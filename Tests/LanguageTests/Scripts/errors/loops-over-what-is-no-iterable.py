def f():
    for x in 5: pass
def g():
    for a, b in [1]: pass
def h(): return [x for x in None]
def k(): return {**[1]}
def l(): return [*5]
def m(): return sum(5)
def n(): yield from 5
for t in (f, g, h, k, l, m, lambda: list(n()), lambda: next([]), lambda: iter(5), lambda: list(map(5, [1]))):
    try: t()
    except TypeError as e: print(e)

# expect: 'int' object is not iterable
# expect: cannot unpack non-iterable int object
# expect: 'NoneType' object is not iterable
# expect: 'list' object is not a mapping
# expect: Value after * must be an iterable, not int
# expect: 'int' object is not iterable
# expect: 'int' object is not iterable
# expect: 'list' object is not an iterator
# expect: 'int' object is not iterable
# expect: 'int' object is not callable
