for text in ['', ' ', 'x', '1.5', '1 2', '0x1F', '१२', '1_000', '_1', '1__0', '--1', '+-1', '1e5', 'ff', '٣', '½', '\n7\t', '0b1', '∞']:
    for kind in [int, float]:
        try: print(kind.__name__, repr(text), kind(text))
        except ValueError as e: print(e)
for args in [('ff', 16), ('0xff', 16), ('z', 36), ('12', 2), ('0b101', 0), ('0o17', 0), ('010', 0), ('10', 37), ('10', 1), ('-ff', 16), ('', 10)]:
    try: print(args, int(*args))
    except ValueError as e: print(e)
print(float('inf'), float('-Infinity'), float('nan'), float('1e400'), float('  1_0.5  '), float('.5'), float('5.'), float('1E-3'))

# expect: invalid literal for int() with base 10: ''
# expect: could not convert string to float: ''
# expect: invalid literal for int() with base 10: ' '
# expect: could not convert string to float: ' '
# expect: invalid literal for int() with base 10: 'x'
# expect: could not convert string to float: 'x'
# expect: invalid literal for int() with base 10: '1.5'
# expect: float '1.5' 1.5
# expect: invalid literal for int() with base 10: '1 2'
# expect: could not convert string to float: '1 2'
# expect: invalid literal for int() with base 10: '0x1F'
# expect: could not convert string to float: '0x1F'
# expect: int '१२' 12
# expect: float '१२' 12.0
# expect: int '1_000' 1000
# expect: float '1_000' 1000.0
# expect: invalid literal for int() with base 10: '_1'
# expect: could not convert string to float: '_1'
# expect: invalid literal for int() with base 10: '1__0'
# expect: could not convert string to float: '1__0'
# expect: invalid literal for int() with base 10: '--1'
# expect: could not convert string to float: '--1'
# expect: invalid literal for int() with base 10: '+-1'
# expect: could not convert string to float: '+-1'
# expect: invalid literal for int() with base 10: '1e5'
# expect: float '1e5' 100000.0
# expect: invalid literal for int() with base 10: 'ff'
# expect: could not convert string to float: 'ff'
# expect: int '٣' 3
# expect: float '٣' 3.0
# expect: invalid literal for int() with base 10: '½'
# expect: could not convert string to float: '½'
# expect: int '\n7\t' 7
# expect: float '\n7\t' 7.0
# expect: invalid literal for int() with base 10: '0b1'
# expect: could not convert string to float: '0b1'
# expect: invalid literal for int() with base 10: '∞'
# expect: could not convert string to float: '∞'
# expect: ('ff', 16) 255
# expect: ('0xff', 16) 255
# expect: ('z', 36) 35
# expect: invalid literal for int() with base 2: '12'
# expect: ('0b101', 0) 5
# expect: ('0o17', 0) 15
# expect: invalid literal for int() with base 0: '010'
# expect: int() base must be >= 2 and <= 36, or 0
# expect: int() base must be >= 2 and <= 36, or 0
# expect: ('-ff', 16) -255
# expect: invalid literal for int() with base 10: ''
# expect: inf -inf nan inf 10.5 0.5 5.0 0.001
