import re
print(re.findall("a", "aA", re.IGNORECASE), re.findall("^.", "ab\ncd", re.M), re.findall("a.b", "a\nb", flags=re.S))
print(re.findall(r"\w+", "né à", re.A), re.findall(r"\w+", "né à"))
print(re.findall("""
    \\d +   # digits
    [ ]     # a blank
    """, "12 3 4", re.VERBOSE))
print(re.findall("(?i)b", "bB"), re.findall("a(?i:b)c", "aBc aBC"), re.findall("(?i:a(?-i:b))", "Ab AB"))
print(re.findall("(?ms)^a.", "a\na\n"))
print(re.I, re.I | re.M, repr(re.A | re.X | re.S), re.I.value, int(re.M), re.I == 2, re.NOFLAG)
print(re.compile("a").flags, re.compile("(?im)a").flags, re.compile(b"a", re.I).flags, type(re.compile("a").flags))
print(re.compile("a", re.I | re.A), re.compile(b"x"), re.compile("it's"))
for make in (lambda: re.compile("a", re.A | re.U), lambda: re.compile(b"a", re.U), lambda: re.compile("a(?i)b"),
             lambda: re.compile(re.compile("a"), re.I), lambda: re.compile("(?-a:b)")):
    try:
        make()
    except (ValueError, re.error) as error:
        print(type(error).__name__, error)
# expect: ['a', 'A'] ['a', 'c'] ['a\nb']
# expect: ['n'] ['né', 'à']
# expect: ['12 ', '3 ']
# expect: ['b', 'B'] ['aBc'] ['Ab']
# expect: ['a\n', 'a\n']
# expect: re.IGNORECASE re.IGNORECASE|re.MULTILINE re.ASCII|re.DOTALL|re.VERBOSE 2 8 True re.NOFLAG
# expect: 32 42 2 <class 'int'>
# expect: re.compile('a', re.IGNORECASE|re.ASCII) re.compile(b'x') re.compile("it's")
# expect: ValueError ASCII and UNICODE flags are incompatible
# expect: ValueError cannot use UNICODE flag with a bytes pattern
# expect: error global flags not at the start of the expression at position 1
# expect: ValueError cannot process flags argument with a compiled pattern
# expect: error bad inline flags: cannot turn off flags 'a', 'u' and 'L' at position 4
