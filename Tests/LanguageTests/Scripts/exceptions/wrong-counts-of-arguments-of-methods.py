for f in [lambda: [].append(), lambda: [].append(1, 2), lambda: [].pop(1, 2), lambda: [].insert(1), lambda: [].clear(1), lambda: [].index(),
          lambda: [].sort(1), lambda: [].sort(x=1), lambda: {}.get(), lambda: {}.pop(), lambda: {}.items(1), lambda: {}.update(1, 2), lambda: {}.setdefault(),
          lambda: 'a'.upper(1), lambda: 'a'.join(), lambda: 'a'.replace('b'), lambda: 'a'.split(1, 2, 3), lambda: 'a'.find(), lambda: 'a'.startswith(),
          lambda: 'a'.strip('a', 'b'), lambda: 'a'.center(), lambda: 'a'.zfill(), lambda: set().add(), lambda: set().pop(1), lambda: set().remove(),
          lambda: (1,).index(), lambda: (1,).count(), lambda: (5).bit_length(1), lambda: (5.0).is_integer(1), lambda: str.upper(), lambda: list.append([]),
          lambda: [].append(object=1), lambda: 'a'.split(by=','), lambda: dict.fromkeys()]:
    try:
        f()
        print('no error')
    except TypeError as e:
        print(e)

# expect: list.append() takes exactly one argument (0 given)
# expect: list.append() takes exactly one argument (2 given)
# expect: pop expected at most 1 argument, got 2
# expect: insert expected 2 arguments, got 1
# expect: list.clear() takes no arguments (1 given)
# expect: index expected at least 1 argument, got 0
# expect: sort() takes no positional arguments
# expect: 'x' is an invalid keyword argument for sort()
# expect: get expected at least 1 argument, got 0
# expect: pop expected at least 1 argument, got 0
# expect: dict.items() takes no arguments (1 given)
# expect: update expected at most 1 argument, got 2
# expect: setdefault expected at least 1 argument, got 0
# expect: str.upper() takes no arguments (1 given)
# expect: str.join() takes exactly one argument (0 given)
# expect: replace expected at least 2 arguments, got 1
# expect: split() takes at most 2 arguments (3 given)
# expect: find() takes at least 1 argument (0 given)
# expect: startswith() takes at least 1 argument (0 given)
# expect: strip expected at most 1 argument, got 2
# expect: center expected at least 1 argument, got 0
# expect: str.zfill() takes exactly one argument (0 given)
# expect: set.add() takes exactly one argument (0 given)
# expect: set.pop() takes no arguments (1 given)
# expect: set.remove() takes exactly one argument (0 given)
# expect: index expected at least 1 argument, got 0
# expect: tuple.count() takes exactly one argument (0 given)
# expect: int.bit_length() takes no arguments (1 given)
# expect: float.is_integer() takes no arguments (1 given)
# expect: unbound method str.upper() needs an argument
# expect: list.append() takes exactly one argument (0 given)
# expect: list.append() takes no keyword arguments
# expect: 'by' is an invalid keyword argument for split()
# expect: fromkeys expected at least 1 argument, got 0
