samples = ['', 'a', 'A', '1', ' ', '_', 'é', 'Ж', 'ж', '²', '½', '٣', 'Ⅷ', '日', 'ǅ', 'ª', '\n', '\t', '\x00', '\xa0', '\u2003', '!', 'a1', 'aB', 'Ab Cd', 'ab cd', '1a', 'a b', '中1', 'É', '\u0301', '①', '๓', '$']
for s in samples:
    print(ascii(s), *[int(getattr(s, m)()) for m in ['isalpha', 'isdigit', 'isdecimal', 'isnumeric', 'isalnum', 'isupper', 'islower', 'istitle', 'isspace', 'isidentifier', 'isprintable', 'isascii']])

# expect: '' 0 0 0 0 0 0 0 0 0 0 1 1
# expect: 'a' 1 0 0 0 1 0 1 0 0 1 1 1
# expect: 'A' 1 0 0 0 1 1 0 1 0 1 1 1
# expect: '1' 0 1 1 1 1 0 0 0 0 0 1 1
# expect: ' ' 0 0 0 0 0 0 0 0 1 0 1 1
# expect: '_' 0 0 0 0 0 0 0 0 0 1 1 1
# expect: '\xe9' 1 0 0 0 1 0 1 0 0 1 1 0
# expect: '\u0416' 1 0 0 0 1 1 0 1 0 1 1 0
# expect: '\u0436' 1 0 0 0 1 0 1 0 0 1 1 0
# expect: '\xb2' 0 1 0 1 1 0 0 0 0 0 1 0
# expect: '\xbd' 0 0 0 1 1 0 0 0 0 0 1 0
# expect: '\u0663' 0 1 1 1 1 0 0 0 0 0 1 0
# expect: '\u2167' 0 0 0 1 1 1 0 1 0 1 1 0
# expect: '\u65e5' 1 0 0 0 1 0 0 0 0 1 1 0
# expect: '\u01c5' 1 0 0 0 1 0 0 1 0 1 1 0
# expect: '\xaa' 1 0 0 0 1 0 1 0 0 1 1 0
# expect: '\n' 0 0 0 0 0 0 0 0 1 0 0 1
# expect: '\t' 0 0 0 0 0 0 0 0 1 0 0 1
# expect: '\x00' 0 0 0 0 0 0 0 0 0 0 0 1
# expect: '\xa0' 0 0 0 0 0 0 0 0 1 0 0 0
# expect: '\u2003' 0 0 0 0 0 0 0 0 1 0 0 0
# expect: '!' 0 0 0 0 0 0 0 0 0 0 1 1
# expect: 'a1' 0 0 0 0 1 0 1 0 0 1 1 1
# expect: 'aB' 1 0 0 0 1 0 0 0 0 1 1 1
# expect: 'Ab Cd' 0 0 0 0 0 0 0 1 0 0 1 1
# expect: 'ab cd' 0 0 0 0 0 0 1 0 0 0 1 1
# expect: '1a' 0 0 0 0 1 0 1 0 0 0 1 1
# expect: 'a b' 0 0 0 0 0 0 1 0 0 0 1 1
# expect: '\u4e2d1' 0 0 0 0 1 0 0 0 0 1 1 0
# expect: '\xc9' 1 0 0 0 1 1 0 1 0 1 1 0
# expect: '\u0301' 0 0 0 0 0 0 0 0 0 0 1 0
# expect: '\u2460' 0 1 0 1 1 0 0 0 0 0 1 0
# expect: '\u0e53' 0 1 1 1 1 0 0 0 0 0 1 0
# expect: '$' 0 0 0 0 0 0 0 0 0 0 1 1
