class A: pass
for f in (lambda: 5(), lambda: "a"(), lambda: None.x, lambda: [].push(1), lambda: A().foo, lambda: A.bar, lambda: len(5), lambda: iter(5), lambda: next([]), lambda: int("x"), lambda: float("y"), lambda: int([]), lambda: A(1), lambda: hash([]), lambda: {[]: 1}, lambda: {{}}, lambda: chr(-1), lambda: ord("ab"), lambda: sum(["a"]), lambda: max([]), lambda: int("9", 5), lambda: list(5), lambda: undefined_name, lambda: abs("a"), lambda: round("a"), lambda: ",".join([1])):
    try: f()
    except (TypeError, AttributeError, ValueError, NameError) as e: print(type(e).__name__, e)

# expect: TypeError 'int' object is not callable
# expect: TypeError 'str' object is not callable
# expect: AttributeError 'NoneType' object has no attribute 'x'
# expect: AttributeError 'list' object has no attribute 'push'
# expect: AttributeError 'A' object has no attribute 'foo'
# expect: AttributeError type object 'A' has no attribute 'bar'
# expect: TypeError object of type 'int' has no len()
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'list' object is not an iterator
# expect: ValueError invalid literal for int() with base 10: 'x'
# expect: ValueError could not convert string to float: 'y'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: TypeError A() takes no arguments
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'dict'
# expect: ValueError chr() arg not in range(0x110000)
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: ValueError max() arg is an empty sequence
# expect: ValueError invalid literal for int() with base 5: '9'
# expect: TypeError 'int' object is not iterable
# expect: NameError name 'undefined_name' is not defined
# expect: TypeError bad operand type for abs(): 'str'
# expect: TypeError type str doesn't define __round__ method
# expect: TypeError sequence item 0: expected str instance, int found
