class C: pass
c = C()
for f in [lambda: 1(), lambda: 'a'(), lambda: None(), lambda: [1](0), lambda: {}(), lambda: c(), lambda: (1, 2)(3), lambda: 1.5()]:
    try: f()
    except TypeError as e: print(e)
def loop(x):
    for i in x: pass
for v in [1, 1.5, None, True, c, C, len, loop]:
    for f in [lambda: loop(v), lambda: list(v), lambda: [*v], lambda: loop(*v), lambda: v[0], lambda: 1 in v]:
        try: f()
        except TypeError as e: print(e)
a = b = None
try: a, b = 5
except TypeError as e: print(e)
try: a, b = None
except TypeError as e: print(e)
def setter(x): x[0] = 1
def deleter(x): del x[0]
for v in [1, 'a', (1,), None, c, {1}, range(3), b'a']:
    for f in [setter, deleter]:
        try: f(v)
        except TypeError as e: print(e)

# expect: 'int' object is not callable
# expect: 'str' object is not callable
# expect: 'NoneType' object is not callable
# expect: 'list' object is not callable
# expect: 'dict' object is not callable
# expect: 'C' object is not callable
# expect: 'tuple' object is not callable
# expect: 'float' object is not callable
# expect: 'int' object is not iterable
# expect: 'int' object is not iterable
# expect: Value after * must be an iterable, not int
# expect: __main__.loop() argument after * must be an iterable, not int
# expect: 'int' object is not subscriptable
# expect: argument of type 'int' is not iterable
# expect: 'float' object is not iterable
# expect: 'float' object is not iterable
# expect: Value after * must be an iterable, not float
# expect: __main__.loop() argument after * must be an iterable, not float
# expect: 'float' object is not subscriptable
# expect: argument of type 'float' is not iterable
# expect: 'NoneType' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: Value after * must be an iterable, not NoneType
# expect: __main__.loop() argument after * must be an iterable, not NoneType
# expect: 'NoneType' object is not subscriptable
# expect: argument of type 'NoneType' is not iterable
# expect: 'bool' object is not iterable
# expect: 'bool' object is not iterable
# expect: Value after * must be an iterable, not bool
# expect: __main__.loop() argument after * must be an iterable, not bool
# expect: 'bool' object is not subscriptable
# expect: argument of type 'bool' is not iterable
# expect: 'C' object is not iterable
# expect: 'C' object is not iterable
# expect: Value after * must be an iterable, not C
# expect: __main__.loop() argument after * must be an iterable, not C
# expect: 'C' object is not subscriptable
# expect: argument of type 'C' is not iterable
# expect: 'type' object is not iterable
# expect: 'type' object is not iterable
# expect: Value after * must be an iterable, not type
# expect: __main__.loop() argument after * must be an iterable, not type
# expect: type 'C' is not subscriptable
# expect: argument of type 'type' is not iterable
# expect: 'builtin_function_or_method' object is not iterable
# expect: 'builtin_function_or_method' object is not iterable
# expect: Value after * must be an iterable, not builtin_function_or_method
# expect: __main__.loop() argument after * must be an iterable, not builtin_function_or_method
# expect: 'builtin_function_or_method' object is not subscriptable
# expect: argument of type 'builtin_function_or_method' is not iterable
# expect: 'function' object is not iterable
# expect: 'function' object is not iterable
# expect: Value after * must be an iterable, not function
# expect: __main__.loop() argument after * must be an iterable, not function
# expect: 'function' object is not subscriptable
# expect: argument of type 'function' is not iterable
# expect: cannot unpack non-iterable int object
# expect: cannot unpack non-iterable NoneType object
# expect: 'int' object does not support item assignment
# expect: 'int' object does not support item deletion
# expect: 'str' object does not support item assignment
# expect: 'str' object doesn't support item deletion
# expect: 'tuple' object does not support item assignment
# expect: 'tuple' object doesn't support item deletion
# expect: 'NoneType' object does not support item assignment
# expect: 'NoneType' object does not support item deletion
# expect: 'C' object does not support item assignment
# expect: 'C' object doesn't support item deletion
# expect: 'set' object does not support item assignment
# expect: 'set' object doesn't support item deletion
# expect: 'range' object does not support item assignment
# expect: 'range' object doesn't support item deletion
# expect: 'bytes' object does not support item assignment
# expect: 'bytes' object doesn't support item deletion
