for f in [lambda: len(5), lambda: abs('a'), lambda: divmod('a', 1), lambda: round('a'), lambda: round(1.5, 'a'), lambda: sum(5), lambda: sum(['a']), lambda: sum([1], 'a'),
          lambda: min(5), lambda: max([]), lambda: max(1, 'a'), lambda: sorted([1, 'a']), lambda: sorted(5), lambda: reversed(5), lambda: reversed({1}), lambda: enumerate(5),
          lambda: enumerate([], 'a'), lambda: zip(1), lambda: list(map(5, [1])), lambda: any(5), lambda: iter(5), lambda: next(5), lambda: next([]), lambda: iter(1, 2),
          lambda: range('a'), lambda: range(1.5), lambda: range(1, 2, 0), lambda: int([]), lambda: int(None), lambda: float([]), lambda: list(5), lambda: tuple(5),
          lambda: set(5), lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: set([[]]), lambda: chr('a'), lambda: chr(-1), lambda: ord(5), lambda: ord('ab'),
          lambda: ord(''), lambda: hex('a'), lambda: hex(1.5), lambda: bin('a'), lambda: isinstance(1, 2), lambda: issubclass(1, int), lambda: getattr(1, 2),
          lambda: hash([]), lambda: hash({}), lambda: format(1, 2), lambda: print(sep=1), lambda: vars(1)]:
    try:
        f()
        print('no error')
    except Exception as e:
        print(type(e).__name__, e)

# expect: TypeError object of type 'int' has no len()
# expect: TypeError bad operand type for abs(): 'str'
# expect: TypeError unsupported operand type(s) for divmod(): 'str' and 'int'
# expect: TypeError type str doesn't define __round__ method
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'int' object is not iterable
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError sum() can't sum strings [use ''.join(seq) instead]
# expect: TypeError 'int' object is not iterable
# expect: ValueError max() arg is an empty sequence
# expect: TypeError '>' not supported between instances of 'str' and 'int'
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not reversible
# expect: TypeError 'set' object is not reversible
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not callable
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not an iterator
# expect: TypeError 'list' object is not an iterator
# expect: TypeError iter(v, w): v must be callable
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: ValueError range() arg 3 must not be zero
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect: TypeError float() argument must be a string or a real number, not 'list'
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError unhashable type: 'list'
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError chr() arg not in range(0x110000)
# expect: TypeError ord() expected string of length 1, but int found
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: TypeError ord() expected a character, but string of length 0 found
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: TypeError issubclass() arg 1 must be a class
# expect: TypeError attribute name must be string, not 'int'
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'dict'
# expect: TypeError format() argument 2 must be str, not int
# expect: TypeError sep must be None or a string, not int
# expect: TypeError vars() argument must have __dict__ attribute
