for f in (lambda: 2 ** 70 + "a", lambda: "a" + 2 ** 70, lambda: 2 ** 70 < "a", lambda: [1] + 2 ** 70, lambda: 2 ** 70 @ 2, lambda: 2 ** 70 + None, lambda: len(2 ** 70), lambda: (2 ** 70)(), lambda: (2 ** 70).foo, lambda: 2 ** 70 & 1.5):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(2 ** 70 == "a", 2 ** 70 != None, 2 ** 70 == [2 ** 70])

# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError can only concatenate str (not "int") to str
# expect: TypeError '<' not supported between instances of 'int' and 'str'
# expect: TypeError can only concatenate list (not "int") to list
# expect: TypeError unsupported operand type(s) for @: 'int' and 'int'
# expect: TypeError unsupported operand type(s) for +: 'int' and 'NoneType'
# expect: TypeError object of type 'int' has no len()
# expect: TypeError 'int' object is not callable
# expect: AttributeError 'int' object has no attribute 'foo'
# expect: TypeError unsupported operand type(s) for &: 'int' and 'float'
# expect: False True False
