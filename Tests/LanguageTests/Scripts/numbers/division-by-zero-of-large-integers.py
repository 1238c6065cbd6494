for f in (lambda: 2 ** 70 / 0, lambda: 2 ** 70 // 0, lambda: 2 ** 70 % 0, lambda: divmod(2 ** 70, 0), lambda: 2 ** 70 / 0.0, lambda: 2 ** 70 // 0.0, lambda: 2 ** 70 % 0.0):
    try:
        print(f())
    except ZeroDivisionError as e:
        print(e)

# expect: division by zero
# expect: integer division or modulo by zero
# expect: integer modulo by zero
# expect: integer division or modulo by zero
# expect: float division by zero
# expect: float floor division by zero
# expect: float modulo
