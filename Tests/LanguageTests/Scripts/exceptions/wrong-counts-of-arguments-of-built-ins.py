for f in [lambda: len(), lambda: len(1, 2), lambda: len(x=1), lambda: abs(), lambda: divmod(1), lambda: pow(1), lambda: round(), lambda: round(1, 2, 3),
          lambda: sum(), lambda: sum(1, 2, 3), lambda: min(), lambda: max(), lambda: sorted(), lambda: sorted([1], 1), lambda: reversed(), lambda: enumerate(),
          lambda: zip(1), lambda: map(), lambda: map(len), lambda: filter(), lambda: any(), lambda: any(1, 2), lambda: iter(), lambda: next(), lambda: range(),
          lambda: range(1, 2, 3, 4), lambda: int(1, 2, 3), lambda: float(1, 2), lambda: list(1, 2), lambda: tuple(1, 2), lambda: set(1, 2), lambda: dict(1, 2),
          lambda: bool(1, 2), lambda: chr(), lambda: ord(), lambda: hex(), lambda: isinstance(1), lambda: callable(), lambda: getattr(1), lambda: setattr(1, 2),
          lambda: hasattr(1), lambda: hash(), lambda: id(), lambda: type(), lambda: format(), lambda: repr(), lambda: print(foo=1), lambda: max(1, 2, foo=3)]:
    try:
        f()
        print('no error')
    except TypeError as e:
        print(e)

# expect: len() takes exactly one argument (0 given)
# expect: len() takes exactly one argument (2 given)
# expect: len() takes no keyword arguments
# expect: abs() takes exactly one argument (0 given)
# expect: divmod expected 2 arguments, got 1
# expect: pow() missing required argument 'exp' (pos 2)
# expect: round() missing required argument 'number' (pos 1)
# expect: round() takes at most 2 arguments (3 given)
# expect: sum() takes at least 1 positional argument (0 given)
# expect: sum() takes at most 2 arguments (3 given)
# expect: min expected at least 1 argument, got 0
# expect: max expected at least 1 argument, got 0
# expect: sorted expected 1 argument, got 0
# expect: sorted expected 1 argument, got 2
# expect: reversed expected 1 argument, got 0
# expect: enumerate() missing required argument 'iterable'
# expect: 'int' object is not iterable
# expect: map() must have at least two arguments.
# expect: map() must have at least two arguments.
# expect: filter expected 2 arguments, got 0
# expect: any() takes exactly one argument (0 given)
# expect: any() takes exactly one argument (2 given)
# expect: iter expected at least 1 argument, got 0
# expect: next expected at least 1 argument, got 0
# expect: range expected at least 1 argument, got 0
# expect: range expected at most 3 arguments, got 4
# expect: int() takes at most 2 arguments (3 given)
# expect: float expected at most 1 argument, got 2
# expect: list expected at most 1 argument, got 2
# expect: tuple expected at most 1 argument, got 2
# expect: set expected at most 1 argument, got 2
# expect: dict expected at most 1 argument, got 2
# expect: bool expected at most 1 argument, got 2
# expect: chr() takes exactly one argument (0 given)
# expect: ord() takes exactly one argument (0 given)
# expect: hex() takes exactly one argument (0 given)
# expect: isinstance expected 2 arguments, got 1
# expect: callable() takes exactly one argument (0 given)
# expect: getattr expected at least 2 arguments, got 1
# expect: setattr expected 3 arguments, got 2
# expect: hasattr expected 2 arguments, got 1
# expect: hash() takes exactly one argument (0 given)
# expect: id() takes exactly one argument (0 given)
# expect: type() takes 1 or 3 arguments
# expect: format expected at least 1 argument, got 0
# expect: repr() takes exactly one argument (0 given)
# expect: 'foo' is an invalid keyword argument for print()
# expect: 'foo' is an invalid keyword argument for max()
