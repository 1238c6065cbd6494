import string, textwrap
print(string.ascii_lowercase, string.digits, string.punctuation, string.hexdigits, len(string.printable), string.capwords("the  quick fox"))
text = "The quick brown fox jumps over the lazy dog, and then it sleeps for averyveryverylongword."
print(textwrap.wrap(text, 20)); print(textwrap.fill(text, 30)); print(textwrap.wrap(text, 10))
print(repr(textwrap.dedent("    a\n      b\n\n    c\n")), repr(textwrap.indent("a\n\nb", "> ")))
print(textwrap.shorten("Hello  world this is long", 15), textwrap.fill("one two three", 9, initial_indent="* ", subsequent_indent="  "))

# expect: abcdefghijklmnopqrstuvwxyz 0123456789 !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ 0123456789abcdefABCDEF 100 The Quick Fox
# expect: ['The quick brown fox', 'jumps over the lazy', 'dog, and then it', 'sleeps for averyvery', 'verylongword.']
# expect: The quick brown fox jumps over
# expect: the lazy dog, and then it
# expect: sleeps for
# expect: averyveryverylongword.
# expect: ['The quick', 'brown fox', 'jumps over', 'the lazy', 'dog, and', 'then it', 'sleeps for', 'averyveryv', 'erylongwor', 'd.']
# expect: 'a\n  b\n\nc\n' '> a\n\n> b'
# expect: Hello [...] * one two
# expect:   three
