import textwrap
text = "The quick-brown fox -- jumps over the lazy dog. It's a very-long-hyphenated-word   with   spaces, and\ttabs.\nNew line."
for options in ({}, {"width": 20}, {"width": 10, "break_long_words": False}, {"width": 24, "initial_indent": "* ", "subsequent_indent": "  "}, {"width": 30, "max_lines": 2}, {"width": 15, "drop_whitespace": False}, {"width": 12, "break_on_hyphens": False}, {"width": 40, "fix_sentence_endings": True}, {"width": 30, "max_lines": 1, "placeholder": "..."}):
    print(options, textwrap.wrap(text, **options))
print(repr(textwrap.fill("   3.5|a", 8)), textwrap.shorten("Hello  world  again!", width=12), textwrap.shorten("Hello  world!", width=11), repr(textwrap.fill("", 5)), textwrap.wrap("aaaaaaaaaa", 3))
print(textwrap.TextWrapper(width=10).fill("one two three four"), textwrap.indent("a\n\nb", "> "), repr(textwrap.dedent("  a\n    b\n")))
for bad in (lambda: textwrap.wrap("x", 0), lambda: textwrap.shorten("hello world", 3)):
    try:
        print(bad())
    except ValueError as error:
        print(error)
# expect: {} ["The quick-brown fox -- jumps over the lazy dog. It's a very-long-", 'hyphenated-word   with   spaces, and   tabs. New line.']
# expect: {'width': 20} ['The quick-brown fox', '-- jumps over the', "lazy dog. It's a", 'very-long-', 'hyphenated-word', 'with   spaces, and', 'tabs. New line.']
# expect: {'width': 10, 'break_long_words': False} ['The quick-', 'brown fox', '-- jumps', 'over the', 'lazy dog.', "It's a", 'very-long-', 'hyphenated-', 'word', 'with', 'spaces,', 'and', 'tabs. New', 'line.']
# expect: {'width': 24, 'initial_indent': '* ', 'subsequent_indent': '  '} ['* The quick-brown fox --', '  jumps over the lazy', "  dog. It's a very-long-", '  hyphenated-word   with', '  spaces, and   tabs.', '  New line.']
# expect: {'width': 30, 'max_lines': 2} ['The quick-brown fox -- jumps', "over the lazy dog. It's [...]"]
# expect: {'width': 15, 'drop_whitespace': False} ['The quick-brown', ' fox -- jumps ', 'over the lazy ', "dog. It's a ", 'very-long-', 'hyphenated-word', '   with   ', 'spaces, and   ', 'tabs. New line.']
# expect: {'width': 12, 'break_on_hyphens': False} ['The', 'quick-brown', 'fox -- jumps', 'over the', 'lazy dog.', "It's a very-", 'long-hyphena', 'ted-word', 'with', 'spaces, and', 'tabs. New', 'line.']
# expect: {'width': 40, 'fix_sentence_endings': True} ['The quick-brown fox -- jumps over the', "lazy dog.  It's a very-long-hyphenated-", 'word   with   spaces, and   tabs.  New', 'line.']
# expect: {'width': 30, 'max_lines': 1, 'placeholder': '...'} ['The quick-brown fox --...']
# expect: '   3.5|a' Hello [...] Hello [...] '' ['aaa', 'aaa', 'aaa', 'a']
# expect: one two
# expect: three four > a
# expect:
# expect: > b 'a\n  b\n'
# expect: invalid width 0 (must be > 0)
# expect: placeholder too large for max width
