print(b'%d %s %5.2f|%-6b|%c|%x|%a|%r|%%' % (5,b'ab',3.14159,b'xy',65,255,'é',None), b'%(a)d' % {b'a':3})
for f in (lambda: b'%d' % (1,2), lambda: b'x' % 5, lambda: b'%s' % 'a', lambda: b'%d' % 'a', lambda: b'%c' % 256, lambda: b'%c' % 'a', lambda: b'%f' % 'a', lambda: b'%d', lambda: b'%d' % (), lambda: b'%q' % 1, lambda: b'' % b'', lambda: b'x' % {}, lambda: b'x' % [], lambda: 'x' % b'', lambda: b'%(a)s' % 5, lambda: '%(a)s' % [1], lambda: b'a'*1.5, lambda: ord(b'abc'), lambda: int([],1), lambda: int([],10), lambda: int('5', 2**70)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

# expect: b"5 ab  3.14|xy    |A|ff|'\\xe9'|None|%" b'3'
# expect: TypeError not all arguments converted during bytes formatting
# expect: TypeError not all arguments converted during bytes formatting
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: TypeError %d format: a real number is required, not str
# expect: OverflowError %c arg not in range(256)
# expect: TypeError %c requires an integer in range(256) or a single byte
# expect: TypeError float argument required, not str
# expect: b'%d'
# expect: TypeError not enough arguments for format string
# expect: ValueError unsupported format character 'q' (0x71) at index 1
# expect: TypeError not all arguments converted during bytes formatting
# expect: b'x'
# expect: b'x'
# expect: x
# expect: TypeError format requires a mapping
# expect: TypeError list indices must be integers or slices, not str
# expect: TypeError can't multiply sequence by non-int of type 'float'
# expect: TypeError ord() expected a character, but string of length 3 found
# expect: ValueError int() base must be >= 2 and <= 36, or 0
# expect: TypeError int() can't convert non-string with explicit base
# expect: ValueError int() base must be >= 2 and <= 36, or 0
