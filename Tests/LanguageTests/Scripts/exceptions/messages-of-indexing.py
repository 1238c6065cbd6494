for f in (lambda: [1][5], lambda: (1,)[5], lambda: "a"[5], lambda: {"a": 1}["b"], lambda: {}[1], lambda: [1]["a"], lambda: "abc"["x"], lambda: [].pop(), lambda: {}.popitem(), lambda: [1].index(2), lambda: [1].remove(3), lambda: set().pop(), lambda: (1, 2).index(3), lambda: "abc".index("z"), lambda: range(3)[7]):
    try: f()
    except (LookupError, TypeError, ValueError) as e: print(type(e).__name__, e)

# expect: IndexError list index out of range
# expect: IndexError tuple index out of range
# expect: IndexError string index out of range
# expect: KeyError 'b'
# expect: KeyError 1
# expect: TypeError list indices must be integers or slices, not str
# expect: TypeError string indices must be integers, not 'str'
# expect: IndexError pop from empty list
# expect: KeyError 'popitem(): dictionary is empty'
# expect: ValueError 2 is not in list
# expect: ValueError list.remove(x): x not in list
# expect: KeyError 'pop from an empty set'
# expect: ValueError tuple.index(x): x not in tuple
# expect: ValueError substring not found
# expect: IndexError range object index out of range
