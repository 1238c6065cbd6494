for f in [lambda: -'a', lambda: +[], lambda: ~1.5, lambda: -None, lambda: ~'a', lambda: -(1,), lambda: +{}, lambda: ~set()]:
    try:
        f()
    except TypeError as e:
        print(e)
print(not 'a', not [], -True, ~False, +True)

# expect: bad operand type for unary -: 'str'
# expect: bad operand type for unary +: 'list'
# expect: bad operand type for unary ~: 'float'
# expect: bad operand type for unary -: 'NoneType'
# expect: bad operand type for unary ~: 'str'
# expect: bad operand type for unary -: 'tuple'
# expect: bad operand type for unary +: 'dict'
# expect: bad operand type for unary ~: 'set'
# expect: False True -1 -1 1
