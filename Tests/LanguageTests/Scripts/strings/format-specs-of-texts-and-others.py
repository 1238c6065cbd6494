for s in ['', '5', '<5', '>5', '^6', '*^7', '.2', '5.1', '05', '.0', 's', '10s', 'é>4', '0>4', '<05']:
    print([format(t, s) for t in ['', 'ab', 'абв', '😀']])
for v, s in [('a', 'd'), ('a', '+'), ('a', ','), ('a', '=5'), ('a', '#'), ('a', ' '), (None, '5'), ([1], '5'), ({}, 'x'), ((1,), ''), (None, ''), (True, ''), (True, 'd'), (True, '5'), (object, ''), (b'a', '5'), (1 == 1, 's'), (range(2), ''), (range(2), '>9')]:
    try: print(repr(format(v, s)))
    except Exception as e: print(type(e).__name__, e)

# expect: ['', 'ab', 'абв', '😀']
# expect: ['     ', 'ab   ', 'абв  ', '😀    ']
# expect: ['     ', 'ab   ', 'абв  ', '😀    ']
# expect: ['     ', '   ab', '  абв', '    😀']
# expect: ['      ', '  ab  ', ' абв  ', '  😀   ']
# expect: ['*******', '**ab***', '**абв**', '***😀***']
# expect: ['', 'ab', 'аб', '😀']
# expect: ['     ', 'a    ', 'а    ', '😀    ']
# expect: ['00000', 'ab000', 'абв00', '😀0000']
# expect: ['', '', '', '']
# expect: ['', 'ab', 'абв', '😀']
# expect: ['          ', 'ab        ', 'абв       ', '😀         ']
# expect: ['éééé', 'ééab', 'éабв', 'ééé😀']
# expect: ['0000', '00ab', '0абв', '000😀']
# expect: ['00000', 'ab000', 'абв00', '😀0000']
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: ValueError Sign not allowed in string format specifier
# expect: ValueError Cannot specify ',' with 's'.
# expect: ValueError '=' alignment not allowed in string format specifier
# expect: ValueError Alternate form (#) not allowed in string format specifier
# expect: ValueError Space not allowed in string format specifier
# expect: TypeError unsupported format string passed to NoneType.__format__
# expect: TypeError unsupported format string passed to list.__format__
# expect: TypeError unsupported format string passed to dict.__format__
# expect: '(1,)'
# expect: 'None'
# expect: 'True'
# expect: '1'
# expect: '    1'
# expect: "<class 'object'>"
# expect: TypeError unsupported format string passed to bytes.__format__
# expect: ValueError Unknown format code 's' for object of type 'bool'
# expect: 'range(0, 2)'
# expect: TypeError unsupported format string passed to range.__format__
