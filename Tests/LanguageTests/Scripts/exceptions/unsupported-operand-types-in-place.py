class C: pass
for f in ["x += 'a'", "x -= []", "x *= None", "x /= 'a'", "x //= {}", "x %= ()", "x **= 'a'", "x <<= 1.5", "x |= 'a'", "x @= 1"]:
    print(f)
def plus(x, y):
    x += y
    return x
def minus(x, y):
    x -= y
    return x
def times(x, y):
    x *= y
    return x
def either(x, y):
    x |= y
    return x
for op in [plus, minus, times, either]:
    for a, b in [(1, 'a'), ('a', 1), ([1], 5), ((1,), [2]), ({1}, [2]), ({1: 2}, [3]), (None, 1), (C(), 1), (1.5, None)]:
        try:
            print(op.__name__, op(a, b))
        except TypeError as e:
            print(op.__name__, e)

# expect: x += 'a'
# expect: x -= []
# expect: x *= None
# expect: x /= 'a'
# expect: x //= {}
# expect: x %= ()
# expect: x **= 'a'
# expect: x <<= 1.5
# expect: x |= 'a'
# expect: x @= 1
# expect: plus unsupported operand type(s) for +=: 'int' and 'str'
# expect: plus can only concatenate str (not "int") to str
# expect: plus 'int' object is not iterable
# expect: plus can only concatenate tuple (not "list") to tuple
# expect: plus unsupported operand type(s) for +=: 'set' and 'list'
# expect: plus unsupported operand type(s) for +=: 'dict' and 'list'
# expect: plus unsupported operand type(s) for +=: 'NoneType' and 'int'
# expect: plus unsupported operand type(s) for +=: 'C' and 'int'
# expect: plus unsupported operand type(s) for +=: 'float' and 'NoneType'
# expect: minus unsupported operand type(s) for -=: 'int' and 'str'
# expect: minus unsupported operand type(s) for -=: 'str' and 'int'
# expect: minus unsupported operand type(s) for -=: 'list' and 'int'
# expect: minus unsupported operand type(s) for -=: 'tuple' and 'list'
# expect: minus unsupported operand type(s) for -=: 'set' and 'list'
# expect: minus unsupported operand type(s) for -=: 'dict' and 'list'
# expect: minus unsupported operand type(s) for -=: 'NoneType' and 'int'
# expect: minus unsupported operand type(s) for -=: 'C' and 'int'
# expect: minus unsupported operand type(s) for -=: 'float' and 'NoneType'
# expect: times a
# expect: times a
# expect: times [1, 1, 1, 1, 1]
# expect: times can't multiply sequence by non-int of type 'list'
# expect: times unsupported operand type(s) for *=: 'set' and 'list'
# expect: times unsupported operand type(s) for *=: 'dict' and 'list'
# expect: times unsupported operand type(s) for *=: 'NoneType' and 'int'
# expect: times unsupported operand type(s) for *=: 'C' and 'int'
# expect: times unsupported operand type(s) for *=: 'float' and 'NoneType'
# expect: either unsupported operand type(s) for |=: 'int' and 'str'
# expect: either unsupported operand type(s) for |=: 'str' and 'int'
# expect: either unsupported operand type(s) for |=: 'list' and 'int'
# expect: either unsupported operand type(s) for |=: 'tuple' and 'list'
# expect: either unsupported operand type(s) for |=: 'set' and 'list'
# expect: either cannot convert dictionary update sequence element #0 to a sequence
# expect: either unsupported operand type(s) for |=: 'NoneType' and 'int'
# expect: either unsupported operand type(s) for |=: 'C' and 'int'
# expect: either unsupported operand type(s) for |=: 'float' and 'NoneType'
