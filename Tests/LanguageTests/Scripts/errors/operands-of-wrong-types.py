for t in (lambda: 1 + "a", lambda: "a" + 1, lambda: [] + (), lambda: {} - {1: 2}, lambda: "a" * "b", lambda: -"a", lambda: ~1.5, lambda: 1 < "a", lambda: [] < {}, lambda: None + 1, lambda: 1 @ 2, lambda: 5[0], lambda: (5)(), lambda: len(5), lambda: 1 in 5, lambda: "a" % 5, lambda: {[]: 1}, lambda: {[]}, lambda: [1][1.0], lambda: "abc"["a"], lambda: round("a"), lambda: abs([])):
    try: t()
    except TypeError as e: print(e)

# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: can only concatenate str (not "int") to str
# expect: can only concatenate list (not "tuple") to list
# expect: unsupported operand type(s) for -: 'dict' and 'dict'
# expect: can't multiply sequence by non-int of type 'str'
# expect: bad operand type for unary -: 'str'
# expect: bad operand type for unary ~: 'float'
# expect: '<' not supported between instances of 'int' and 'str'
# expect: '<' not supported between instances of 'list' and 'dict'
# expect: unsupported operand type(s) for +: 'NoneType' and 'int'
# expect: unsupported operand type(s) for @: 'int' and 'int'
# expect: 'int' object is not subscriptable
# expect: 'int' object is not callable
# expect: object of type 'int' has no len()
# expect: argument of type 'int' is not iterable
# expect: not all arguments converted during string formatting
# expect: unhashable type: 'list'
# expect: unhashable type: 'list'
# expect: list indices must be integers or slices, not float
# expect: string indices must be integers, not 'str'
# expect: type str doesn't define __round__ method
# expect: bad operand type for abs(): 'list'
