print(repr("a"), repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n"), repr("\x00\x7f"), repr("Ж"))

# expect: 'a' "it's" 'say "hi"' 'both \' and "' 'tab\t nl\n' '\x00\x7f' 'Ж'
