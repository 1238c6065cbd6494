for f in (lambda: int(float("nan")), lambda: int(float("inf")), lambda: range(1.5), lambda: [1, 2][1.0], lambda: "a".center("b"), lambda: bytes([300]), lambda: range(1, 2, 0), lambda: [1][::0], lambda: sorted([1, "a"]), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: isinstance(1, 5), lambda: getattr(1, "z"), lambda: zip(1), lambda: enumerate(5)):
    try: f()
    except (ValueError, TypeError, OverflowError, AttributeError) as e: print(type(e).__name__, e)

# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError list indices must be integers or slices, not float
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError range() arg 3 must not be zero
# expect: ValueError slice step cannot be zero
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: AttributeError 'int' object has no attribute 'z'
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
