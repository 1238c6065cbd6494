for s in ['', "'", '"', "'\"", '\\', '\n\r\t', '\x00\x01\x1f\x7f', '\x80\x9f\xa0\xad', 'é', '\u200b\u2028\ufeff', 'Ж日😀', '\U0001f600\U000e0001', '\ue000', '\x1b[0m', 'a\\n', "it's", 'say "hi"', "\\'", '\u0301', '\u3000', '\ud7ff']:
    print(repr(s), ascii(s), len(repr(s)))
print(repr(['a\n', "b'"]), str(['é', '\x00']), repr(('\t',)), {'\n': '\\'})

# expect: '' '' 2
# expect: "'" "'" 3
# expect: '"' '"' 3
# expect: '\'"' '\'"' 5
# expect: '\\' '\\' 4
# expect: '\n\r\t' '\n\r\t' 8
# expect: '\x00\x01\x1f\x7f' '\x00\x01\x1f\x7f' 18
# expect: '\x80\x9f\xa0\xad' '\x80\x9f\xa0\xad' 18
# expect: 'é' '\xe9' 3
# expect: '\u200b\u2028\ufeff' '\u200b\u2028\ufeff' 20
# expect: 'Ж日😀' '\u0416\u65e5\U0001f600' 5
# expect: '😀\U000e0001' '\U0001f600\U000e0001' 13
# expect: '\ue000' '\ue000' 8
# expect: '\x1b[0m' '\x1b[0m' 9
# expect: 'a\\n' 'a\\n' 6
# expect: "it's" "it's" 6
# expect: 'say "hi"' 'say "hi"' 10
# expect: "\\'" "\\'" 5
# expect: '́' '\u0301' 3
# expect: '\u3000' '\u3000' 8
# expect: '\ud7ff' '\ud7ff' 8
# expect: ['a\n', "b'"] ['é', '\x00'] ('\t',) {'\n': '\\'}
