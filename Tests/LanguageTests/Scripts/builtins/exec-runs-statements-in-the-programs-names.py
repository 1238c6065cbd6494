exec("value = 3\ndef double(n):\n    return n * 2\n")
print(value, double(value))
exec("for i in range(2):\n    print('turn', i)")
print(exec("pass"))
try:
    exec("1 +")
except SyntaxError as error:
    print(type(error).__name__)
m = __import__("math")
print(m.sqrt(9), __import__("os.path").sep)
# expect: 3 6
# expect: turn 0
# expect: turn 1
# expect: None
# expect: SyntaxError
# expect: 3.0 /
