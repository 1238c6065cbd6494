for wrong in [lambda: 10 * (1/0), lambda: 4 + spam*3, lambda: '2' + 2]:
    try:
        wrong()
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
class B(Exception):
    pass
class C(B):
    pass
class D(C):
    pass
for cls in [B, C, D]:
    try:
        raise cls()
    except D:
        print("D")
    except C:
        print("C")
    except B:
        print("B")
for cls in [B, C, D]:
    try:
        raise cls()
    except B:
        print("B", end=" ")
    except D:
        print("D")
print()
try:
    raise Exception('spam', 'eggs')
except Exception as inst:
    print(type(inst), inst.args, inst)
    x, y = inst.args
    print('x =', x, 'y =', y)
def this_fails():
    x = 1/0
try:
    this_fails()
except ZeroDivisionError as err:
    print('Handling run-time error:', err)

# expect: ZeroDivisionError: division by zero
# expect: NameError: name 'spam' is not defined
# expect: TypeError: can only concatenate str (not "int") to str
# expect: B
# expect: C
# expect: D
# expect: B B B
# expect: <class 'Exception'> ('spam', 'eggs') ('spam', 'eggs')
# expect: x = spam y = eggs
# expect: Handling run-time error: division by zero
