import math
class C:
    x = 1
def f(): pass
for get in [lambda: (1).foo, lambda: 1.5.foo, lambda: 'a'.foo, lambda: [].foo, lambda: ().foo, lambda: {}.foo, lambda: set().foo, lambda: None.foo, lambda: True.foo, lambda: f.foo,
            lambda: C.foo, lambda: C().foo, lambda: math.foo, lambda: int.foo, lambda: range(3).foo, lambda: b''.foo, lambda: len.foo, lambda: (x for x in []).foo, lambda: Exception('a').foo,
            lambda: [].append.foo, lambda: C().x.foo, lambda: super(C, C()).foo, lambda: (lambda: 0).foo, lambda: type(1).foo, lambda: iter([]).foo, lambda: {}.keys().foo]:
    try:
        get()
    except AttributeError as e:
        print(e)

# expect: 'int' object has no attribute 'foo'
# expect: 'float' object has no attribute 'foo'
# expect: 'str' object has no attribute 'foo'
# expect: 'list' object has no attribute 'foo'
# expect: 'tuple' object has no attribute 'foo'
# expect: 'dict' object has no attribute 'foo'
# expect: 'set' object has no attribute 'foo'
# expect: 'NoneType' object has no attribute 'foo'
# expect: 'bool' object has no attribute 'foo'
# expect: 'function' object has no attribute 'foo'
# expect: type object 'C' has no attribute 'foo'
# expect: 'C' object has no attribute 'foo'
# expect: module 'math' has no attribute 'foo'
# expect: type object 'int' has no attribute 'foo'
# expect: 'range' object has no attribute 'foo'
# expect: 'bytes' object has no attribute 'foo'
# expect: 'builtin_function_or_method' object has no attribute 'foo'
# expect: 'generator' object has no attribute 'foo'
# expect: 'Exception' object has no attribute 'foo'
# expect: 'builtin_function_or_method' object has no attribute 'foo'
# expect: 'int' object has no attribute 'foo'
# expect: 'super' object has no attribute 'foo'
# expect: 'function' object has no attribute 'foo'
# expect: type object 'int' has no attribute 'foo'
# expect: 'list_iterator' object has no attribute 'foo'
# expect: 'dict_keys' object has no attribute 'foo'
