print('a' + 'b', 'ab' * 3, 3 * 'ab', 'a' * 0, 'a' * -1, 'a' * True, 'b' in 'abc', '' in '', 'ac' in 'abc', 'c' not in 'abc', 'a' 'b' 'c', len('a' * 1000))
s = t = 'x'
s += 'y'
print(s, t, s is t)
for f in [lambda: 'a' + 1, lambda: 1 + 'a', lambda: 'a' * 1.5, lambda: 'a' * 'b', lambda: 1 in 'a', lambda: None in 'a', lambda: 'a' - 'b', lambda: 'a' + None, lambda: 'a' + b'b', lambda: 'a' * None]:
    try: f()
    except TypeError as e: print(e)

# expect: ab ababab ababab   a True True False False abc 1000
# expect: xy x False
# expect: can only concatenate str (not "int") to str
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'str'
# expect: 'in <string>' requires string as left operand, not int
# expect: 'in <string>' requires string as left operand, not NoneType
# expect: unsupported operand type(s) for -: 'str' and 'str'
# expect: can only concatenate str (not "NoneType") to str
# expect: can only concatenate str (not "bytes") to str
# expect: can't multiply sequence by non-int of type 'NoneType'
