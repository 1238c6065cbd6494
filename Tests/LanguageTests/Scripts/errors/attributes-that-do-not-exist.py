class A: pass
import math
for t in (lambda: A().x, lambda: A.y, lambda: (5).foo, lambda: "s".bar, lambda: None.x, lambda: math.nope, lambda: [].push(1), lambda: (lambda: 0).z, lambda: len.q, lambda: A().m()):
    try: t()
    except AttributeError as e: print(e)
try: None.x = 1
except AttributeError as e: print(e)
try: del A().x
except AttributeError as e: print(e)

# expect: 'A' object has no attribute 'x'
# expect: type object 'A' has no attribute 'y'
# expect: 'int' object has no attribute 'foo'
# expect: 'str' object has no attribute 'bar'
# expect: 'NoneType' object has no attribute 'x'
# expect: module 'math' has no attribute 'nope'
# expect: 'list' object has no attribute 'push'
# expect: 'function' object has no attribute 'z'
# expect: 'builtin_function_or_method' object has no attribute 'q'
# expect: 'A' object has no attribute 'm'
# expect: 'NoneType' object has no attribute 'x'
# expect: 'A' object has no attribute 'x'
