import math
for f in [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: 0 ** -1, lambda: 0.0 ** -1,
          lambda: 1 / 0.0, lambda: True / False, lambda: pow(2, 3, 0), lambda: math.fmod(1, 0), lambda: math.log(0), lambda: math.sqrt(-1), lambda: 0 / 0, lambda: 0.0 / 0.0]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

# expect: ZeroDivisionError division by zero
# expect: ZeroDivisionError integer division or modulo by zero
# expect: ZeroDivisionError integer modulo by zero
# expect: ZeroDivisionError float division by zero
# expect: ZeroDivisionError float floor division by zero
# expect: ZeroDivisionError float modulo
# expect: ZeroDivisionError integer division or modulo by zero
# expect: ZeroDivisionError float divmod()
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect: ZeroDivisionError float division by zero
# expect: ZeroDivisionError division by zero
# expect: ValueError pow() 3rd argument cannot be 0
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ZeroDivisionError division by zero
# expect: ZeroDivisionError float division by zero
