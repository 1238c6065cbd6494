for t in (lambda: [1][5], lambda: (1,)[2], lambda: "a"[9], lambda: {}["k"], lambda: {1: 2}[(1, 2)], lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(), lambda: [1].remove(2), lambda: [].index(1), lambda: "a".index("z"), lambda: range(3)[7], lambda: b"a"[4]):
    try: t()
    except (LookupError, ValueError) as e: print(type(e).__name__, e)

# expect: IndexError list index out of range
# expect: IndexError tuple index out of range
# expect: IndexError string index out of range
# expect: KeyError 'k'
# expect: KeyError (1, 2)
# expect: IndexError pop from empty list
# expect: KeyError 'popitem(): dictionary is empty'
# expect: KeyError 'pop from an empty set'
# expect: ValueError list.remove(x): x not in list
# expect: ValueError 1 is not in list
# expect: ValueError substring not found
# expect: IndexError range object index out of range
# expect: IndexError index out of range
