for f in (lambda: f"{1:z}", lambda: f"{'a':d}", lambda: f"{1.5:d}", lambda: f"{1:.2d}", lambda: f"{[]:5}", lambda: "%d" % "a", lambda: "%d %d" % 1, lambda: "a" % 1, lambda: "{} {}".format(1), lambda: "{a}".format(), lambda: "{".format(), lambda: "}".format(), lambda: "{} {1}".format(1, 2), lambda: f"{'a':+}", lambda: f"{3:,s}", lambda: f"{'x':=5}", lambda: "%(a)s" % 5, lambda: "%y" % 1):
    try: print(f())
    except (ValueError, TypeError, LookupError) as e: print(type(e).__name__, e)

# expect: ValueError Negative zero coercion (z) not allowed in integer format specifier
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: ValueError Unknown format code 'd' for object of type 'float'
# expect: ValueError Precision not allowed in integer format specifier
# expect: TypeError unsupported format string passed to list.__format__
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during string formatting
# expect: IndexError Replacement index 1 out of range for positional args tuple
# expect: KeyError 'a'
# expect: ValueError Single '{' encountered in format string
# expect: ValueError Single '}' encountered in format string
# expect: ValueError cannot switch from automatic field numbering to manual field specification
# expect: ValueError Sign not allowed in string format specifier
# expect: ValueError Cannot specify ',' with 's'.
# expect: ValueError '=' alignment not allowed in string format specifier
# expect: TypeError format requires a mapping
# expect: ValueError unsupported format character 'y' (0x79) at index 1
