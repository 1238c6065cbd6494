print('%d %i %u' % (5, -5, 5.9), '%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o' % (42, 42, 42, 42, 42, 255, 255, 255, 8, 8))
print('%f|%.2f|%10.3f|%-10.1f|%+.0f|%e|%.1E|%g|%G|%.3g|%#.3g' % (3.14159, 2.675, 1.5, 2.25, 2.5, 12345.678, 0.00012, 1e10, 1e-10, 1234.5, 1.0))
print('%s|%10s|%-10s|%.2s|%r|%a|%c|%c|%%' % ('a', 'b', 'c', 'defg', "q'", 'é', 'x', 1046))
print('%(name)s is %(age)d years, %(name)r' % {'name': 'Al', 'age': 5}, '%s' % None, '%s' % [1], '%s %s' % ('a', (1, 2)), '%*d|%-*d|%.*f' % (5, 1, 5, 2, 2, 3.14159), '%s' % ('only',), '%%' % ())
print('%d' % True, '%s' % True, '%f' % 1, '%x' % -255, '%05d' % -3, '%+05d' % 3, '%5s' % 'toolong', '%.0f' % 0.5, '%.0f' % 1.5, '%5.1f%%' % 99.5, '%e' % 0, '%g' % 100000, '%g' % 1000000, '%s' % 1e16, '%-5s|' % None)
for f in [lambda: '%d' % 'a', lambda: '%d %d' % 1, lambda: '%d' % (1, 2), lambda: '%s %s' % 'a', lambda: '%z' % 1, lambda: '%(a)s' % {'b': 1}, lambda: '%(a)s' % 5, lambda: '%c' % 'ab', lambda: '%c' % -1, lambda: '%x' % 1.5, lambda: '%' % 1, lambda: 'a' % 1, lambda: '%f' % 'a', lambda: '%d' % None, lambda: '%(a' % {}, lambda: '%c' % 1.5, lambda: '%*d' % ('a', 1), lambda: '%i' % float('inf'), lambda: '%d' % float('nan')]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

# expect: 5 -5 5    42|42   |00042|+42| 42|ff|FF|0xff|10|0o10
# expect: 3.141590|2.67|     1.500|2.2       |+2|1.234568e+04|1.2E-04|1e+10|1E-10|1.23e+03|1.00
# expect: a|         b|c         |de|"q'"|'\xe9'|x|Ж|%
# expect: Al is 5 years, 'Al' None [1] a (1, 2)     1|2    |3.14 only %
# expect: 1 True 1.000000 -ff -0003 +0003 toolong 0 2  99.5% 0.000000e+00 100000 1e+06 1e+16 None |
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during string formatting
# expect: TypeError not enough arguments for format string
# expect: ValueError unsupported format character 'z' (0x7a) at index 1
# expect: KeyError 'a'
# expect: TypeError format requires a mapping
# expect: TypeError %c requires int or char
# expect: OverflowError %c arg not in range(0x110000)
# expect: TypeError %x format: an integer is required, not float
# expect: ValueError incomplete format
# expect: TypeError not all arguments converted during string formatting
# expect: TypeError must be real number, not str
# expect: TypeError %d format: a real number is required, not NoneType
# expect: ValueError incomplete format key
# expect: TypeError %c requires int or char
# expect: TypeError * wants int
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError cannot convert float NaN to integer
