import builtins
import builtins as _b

print(builtins.len([1, 2]), _b.max(3, 5), builtins.__name__)
print(builtins.ValueError is ValueError, builtins.int is int)
print(hasattr(builtins, 'print'), hasattr(builtins, 'no_such_thing'))
len = 7
print(len, builtins.len('abc'))
print('sorted' in dir(builtins))
# expect: 2 5 builtins
# expect: True True
# expect: True False
# expect: 7 3
# expect: True
