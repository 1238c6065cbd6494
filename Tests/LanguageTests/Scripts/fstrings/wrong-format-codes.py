def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

for c in "ﬁé\x7f\x01~яq":
    t(lambda: format(1, c))
    t(lambda: format("a", c))
    t(lambda: format(1.5, c))
    t(lambda: f"{True:{c}}")
t(lambda: "{:_}".format("a"))
t(lambda: "{:,}".format("a"))
t(lambda: "{:.99999999999}".format("a"))
t(lambda: "{:.99999999999}".format(1))
t(lambda: "{:.99999999999}".format(1.5))
t(lambda: "{:.99999999999999999999}".format(1))
t(lambda: "{:99999999999999999999}".format(1))

# expect: ValueError Unknown format code '\xfb01' for object of type 'int'
# expect: ValueError Unknown format code '\xfb01' for object of type 'str'
# expect: ValueError Unknown format code '\xfb01' for object of type 'float'
# expect: ValueError Unknown format code '\xfb01' for object of type 'bool'
# expect: ValueError Unknown format code '\xe9' for object of type 'int'
# expect: ValueError Unknown format code '\xe9' for object of type 'str'
# expect: ValueError Unknown format code '\xe9' for object of type 'float'
# expect: ValueError Unknown format code '\xe9' for object of type 'bool'
# expect: ValueError Unknown format code '' for object of type 'int'
# expect: ValueError Unknown format code '' for object of type 'str'
# expect: ValueError Unknown format code '' for object of type 'float'
# expect: ValueError Unknown format code '' for object of type 'bool'
# expect: ValueError Unknown format code '\x1' for object of type 'int'
# expect: ValueError Unknown format code '\x1' for object of type 'str'
# expect: ValueError Unknown format code '\x1' for object of type 'float'
# expect: ValueError Unknown format code '\x1' for object of type 'bool'
# expect: ValueError Unknown format code '~' for object of type 'int'
# expect: ValueError Unknown format code '~' for object of type 'str'
# expect: ValueError Unknown format code '~' for object of type 'float'
# expect: ValueError Unknown format code '~' for object of type 'bool'
# expect: ValueError Unknown format code '\x44f' for object of type 'int'
# expect: ValueError Unknown format code '\x44f' for object of type 'str'
# expect: ValueError Unknown format code '\x44f' for object of type 'float'
# expect: ValueError Unknown format code '\x44f' for object of type 'bool'
# expect: ValueError Unknown format code 'q' for object of type 'int'
# expect: ValueError Unknown format code 'q' for object of type 'str'
# expect: ValueError Unknown format code 'q' for object of type 'float'
# expect: ValueError Unknown format code 'q' for object of type 'bool'
# expect: ValueError Cannot specify '_' with 's'.
# expect: ValueError Cannot specify ',' with 's'.
# expect: a
# expect: ValueError Precision not allowed in integer format specifier
# expect: ValueError precision too big
# expect: ValueError Too many decimal digits in format string
# expect: ValueError Too many decimal digits in format string
