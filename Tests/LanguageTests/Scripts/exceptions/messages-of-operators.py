for f in (lambda: 1 + "a", lambda: "a" + 1, lambda: [1] + (2,), lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: -"a", lambda: 1 < "a", lambda: [] < {}, lambda: None + 1, lambda: "a" * "b", lambda: [1] * 1.5, lambda: {} | 1, lambda: 1 in 5, lambda: "a" - "b", lambda: 2 ** "a", lambda: 0 ** -1, lambda: 1 << -1, lambda: 1 in "abc"):
    try: f()
    except (TypeError, ZeroDivisionError, ValueError) as e: print(type(e).__name__, e)

# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError can only concatenate str (not "int") to str
# expect: TypeError can only concatenate list (not "tuple") to list
# expect: ZeroDivisionError division by zero
# expect: ZeroDivisionError integer division or modulo by zero
# expect: ZeroDivisionError integer modulo by zero
# expect: ZeroDivisionError float division by zero
# expect: ZeroDivisionError float floor division by zero
# expect: TypeError bad operand type for unary -: 'str'
# expect: TypeError '<' not supported between instances of 'int' and 'str'
# expect: TypeError '<' not supported between instances of 'list' and 'dict'
# expect: TypeError unsupported operand type(s) for +: 'NoneType' and 'int'
# expect: TypeError can't multiply sequence by non-int of type 'str'
# expect: TypeError can't multiply sequence by non-int of type 'float'
# expect: TypeError unsupported operand type(s) for |: 'dict' and 'int'
# expect: TypeError argument of type 'int' is not iterable
# expect: TypeError unsupported operand type(s) for -: 'str' and 'str'
# expect: TypeError unsupported operand type(s) for ** or pow(): 'int' and 'str'
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect: ValueError negative shift count
# expect: TypeError 'in <string>' requires string as left operand, not int
