for n in [0, 7, -7, 255, 1234567, -1234567]:
    print([format(n, s) for s in ['', 'd', '5', '<5', '^5', '>5', '05', '+', ' ', '-', 'x', 'X', '#x', 'o', '#o', 'b', '#b', ',', '_', '_x', '_b', '010,', '+,d', '*=8', '#010x', 'e', '.2f', '%', 'g', 'n', '^+9,', 'c' if 0 <= n < 300 else '']])
for s in ['.2', 's', 'z', ',x', '5.2d', '_,', ',_', '+c', '#c', ',c', 'dd', '5 5', '=', 'n5', '<<5', '1.d', '999999999999999999999']:
    try: print(s, format(5, s))
    except Exception as e: print(s, type(e).__name__, e)

# expect: ['0', '0', '    0', '0    ', '  0  ', '    0', '00000', '+0', ' 0', '0', '0', '0', '0x0', '0', '0o0', '0', '0b0', '0', '0', '0', '0', '00,000,000', '+0', '*******0', '0x00000000', '0.000000e+00', '0.00', '0.000000%', '0', '0', '   +0    ', '\x00']
# expect: ['7', '7', '    7', '7    ', '  7  ', '    7', '00007', '+7', ' 7', '7', '7', '7', '0x7', '7', '0o7', '111', '0b111', '7', '7', '7', '111', '00,000,007', '+7', '*******7', '0x00000007', '7.000000e+00', '7.00', '700.000000%', '7', '7', '   +7    ', '\x07']
# expect: ['-7', '-7', '   -7', '-7   ', ' -7  ', '   -7', '-0007', '-7', '-7', '-7', '-7', '-7', '-0x7', '-7', '-0o7', '-111', '-0b111', '-7', '-7', '-7', '-111', '-0,000,007', '-7', '-******7', '-0x0000007', '-7.000000e+00', '-7.00', '-700.000000%', '-7', '-7', '   -7    ', '-7']
# expect: ['255', '255', '  255', '255  ', ' 255 ', '  255', '00255', '+255', ' 255', '255', 'ff', 'FF', '0xff', '377', '0o377', '11111111', '0b11111111', '255', '255', 'ff', '1111_1111', '00,000,255', '+255', '*****255', '0x000000ff', '2.550000e+02', '255.00', '25500.000000%', '255', '255', '  +255   ', 'ÿ']
# expect: ['1234567', '1234567', '1234567', '1234567', '1234567', '1234567', '1234567', '+1234567', ' 1234567', '1234567', '12d687', '12D687', '0x12d687', '4553207', '0o4553207', '100101101011010000111', '0b100101101011010000111', '1,234,567', '1_234_567', '12_d687', '1_0010_1101_0110_1000_0111', '01,234,567', '+1,234,567', '*1234567', '0x0012d687', '1.234567e+06', '1234567.00', '123456700.000000%', '1.23457e+06', '1234567', '+1,234,567', '1234567']
# expect: ['-1234567', '-1234567', '-1234567', '-1234567', '-1234567', '-1234567', '-1234567', '-1234567', '-1234567', '-1234567', '-12d687', '-12D687', '-0x12d687', '-4553207', '-0o4553207', '-100101101011010000111', '-0b100101101011010000111', '-1,234,567', '-1_234_567', '-12_d687', '-1_0010_1101_0110_1000_0111', '-1,234,567', '-1,234,567', '-1234567', '-0x012d687', '-1.234567e+06', '-1234567.00', '-123456700.000000%', '-1.23457e+06', '-1234567', '-1,234,567', '-1234567']
# expect: .2 ValueError Precision not allowed in integer format specifier
# expect: s ValueError Unknown format code 's' for object of type 'int'
# expect: z ValueError Negative zero coercion (z) not allowed in integer format specifier
# expect: ,x ValueError Cannot specify ',' with 'x'.
# expect: 5.2d ValueError Precision not allowed in integer format specifier
# expect: _, ValueError Cannot specify both ',' and '_'.
# expect: ,_ ValueError Cannot specify both ',' and '_'.
# expect: +c ValueError Sign not allowed with integer format specifier 'c'
# expect: #c ValueError Alternate form (#) not allowed with integer format specifier 'c'
# expect: ,c ValueError Cannot specify ',' with 'c'.
# expect: dd ValueError Invalid format specifier 'dd' for object of type 'int'
# expect: 5 5 ValueError Invalid format specifier '5 5' for object of type 'int'
# expect: = 5
# expect: n5 ValueError Invalid format specifier 'n5' for object of type 'int'
# expect: <<5 5<<<<
# expect: 1.d ValueError Format specifier missing precision
# expect: 999999999999999999999 ValueError Too many decimal digits in format string
