print('{} {} {}'.format(1, 'a', None), '{1} {0} {1}'.format('a', 'b'), '{a} {b}'.format(a=1, b=2), '{0.real} {0.imag}'.format(5) if False else '', '{0[0]} {1[k]} {2[a b]}'.format([7], {'k': 8}, {'a b': 9}))
print('{{}} {{{}}}'.format(1), '{!r} {!s} {!a}'.format('é', 'é', 'é'), '{:>5}|{:<5}|{:^5}|{:*^5}'.format(1, 2, 3, 4), '{:{}}|{:{w}.{p}f}'.format(1, 5, 2.345, w=8, p=2), '{0:{1}}'.format('x', '>4'), '{:}'.format(5))
class P:
    x = [1, {'k': 'deep'}]
    def __format__(self, spec): return f'<{spec}>'
    def __str__(self): return 'P'
    def __repr__(self): return 'P()'
print('{0.x[1][k]} {0:abc} {0!s:>3} {0!r:<5}| {0}'.format(P()), '{p.x}'.format(p=P()), format(P(), 'q'), format(P()))
print('{:,} {:_} {:,.2f} {:e} {:%} {:b} {:#X} {:c}'.format(1234567, 1234567, 1234.5, 1.5, 0.25, 5, 255, 97))
for f in [lambda: '{}'.format(), lambda: '{0} {}'.format(1, 2), lambda: '{} {0}'.format(1, 2), lambda: '{a}'.format(), lambda: '{'.format(), lambda: '}'.format(), lambda: '{!x}'.format(1), lambda: '{:d}'.format('a'), lambda: '{:s}'.format(1), lambda: '{0.y}'.format(1), lambda: '{[k]}'.format({}), lambda: '{[9]}'.format([]), lambda: '{1}'.format(0), lambda: '{:z}'.format(1), lambda: '{:5'.format(1), lambda: '{!}'.format(1), lambda: '{:.2d}'.format(1), lambda: '{:,s}'.format('a'), lambda: '{:=5}'.format('a'), lambda: '{0[}'.format([1]), lambda: '{a.}'.format(a=1)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print('{a}'.format_map({'a': 1}))
class Default(dict):
    pass

# expect: 1 a None b a b 1 2  7 8 9
# expect: {} {1} 'é' é '\xe9'     1|2    |  3  |**4**     1|    2.35    x 5
# expect: deep <abc>   P P()  | <> [1, {'k': 'deep'}] <q> <>
# expect: 1,234,567 1_234_567 1,234.50 1.500000e+00 25.000000% 101 0XFF a
# expect: IndexError Replacement index 0 out of range for positional args tuple
# expect: ValueError cannot switch from manual field specification to automatic field numbering
# expect: ValueError cannot switch from automatic field numbering to manual field specification
# expect: KeyError 'a'
# expect: ValueError Single '{' encountered in format string
# expect: ValueError Single '}' encountered in format string
# expect: ValueError Unknown conversion specifier x
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: ValueError Unknown format code 's' for object of type 'int'
# expect: AttributeError 'int' object has no attribute 'y'
# expect: KeyError 'k'
# expect: IndexError list index out of range
# expect: IndexError Replacement index 1 out of range for positional args tuple
# expect: ValueError Negative zero coercion (z) not allowed in integer format specifier
# expect: ValueError unmatched '{' in format spec
# expect: ValueError unmatched '{' in format spec
# expect: ValueError Precision not allowed in integer format specifier
# expect: ValueError Cannot specify ',' with 's'.
# expect: ValueError '=' alignment not allowed in string format specifier
# expect: ValueError expected '}' before end of string
# expect: ValueError Empty attribute in format string
# expect: 1
