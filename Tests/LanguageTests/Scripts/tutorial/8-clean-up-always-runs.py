def divide(x, y):
    try:
        result = x / y
    except ZeroDivisionError:
        print("division by zero!")
    else:
        print("result is", result)
    finally:
        print("executing finally clause")
divide(2, 1)
divide(2, 0)
try:
    divide("2", "1")
except TypeError as e:
    print(e)
def bool_return():
    try:
        return True
    finally:
        return False
print(bool_return())
try:
    try:
        raise KeyboardInterrupt
    finally:
        print('Goodbye, world!')
except KeyboardInterrupt:
    print('interrupted')

# expect: result is 2.0
# expect: executing finally clause
# expect: division by zero!
# expect: executing finally clause
# expect: executing finally clause
# expect: unsupported operand type(s) for /: 'str' and 'str'
# expect: False
# expect: Goodbye, world!
# expect: interrupted
