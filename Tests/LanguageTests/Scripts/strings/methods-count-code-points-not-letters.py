words = ['Привет', 'Ёжик', 'e\u0301', 'é', '👩‍👩‍👧', '日本語', '🇷🇺', 'ß', 'ﬁ', 'İ', 'Å', 'नी']
for w in words:
    print(ascii(w), len(w), ascii(w[0]), ascii(w[::-1]), ascii(w.upper()), ascii(w.lower()), ascii(w.title()), ascii(w.capitalize()), ascii(w.swapcase()), ascii(w.casefold()))
print('é' == 'e\u0301', len({'é', 'e\u0301'}), 'é' in 'e\u0301', {'é': 1}.get('e\u0301'), 'cafe\u0301'.find('\u0301'), 'cafe\u0301'.replace('e', 'E') == 'cafE\u0301')
print('👩‍👩‍👧'.count('👩'), list('e\u0301x'), 'e\u0301'.startswith('e'), 'e\u0301x'.split('e'), '\r\n'.join(['a', 'b']).count('\n'), len('\r\n'), '\r\n'[0] == '\r')
print(sorted(['я', 'а', 'ё', 'Я', 'z', 'é', 'e\u0301', 'e']), max('абвё'), 'ё' > 'я', min('eé'))

# expect: '\u041f\u0440\u0438\u0432\u0435\u0442' 6 '\u041f' '\u0442\u0435\u0432\u0438\u0440\u041f' '\u041f\u0420\u0418\u0412\u0415\u0422' '\u043f\u0440\u0438\u0432\u0435\u0442' '\u041f\u0440\u0438\u0432\u0435\u0442' '\u041f\u0440\u0438\u0432\u0435\u0442' '\u043f\u0420\u0418\u0412\u0415\u0422' '\u043f\u0440\u0438\u0432\u0435\u0442'
# expect: '\u0401\u0436\u0438\u043a' 4 '\u0401' '\u043a\u0438\u0436\u0401' '\u0401\u0416\u0418\u041a' '\u0451\u0436\u0438\u043a' '\u0401\u0436\u0438\u043a' '\u0401\u0436\u0438\u043a' '\u0451\u0416\u0418\u041a' '\u0451\u0436\u0438\u043a'
# expect: 'e\u0301' 2 'e' '\u0301e' 'E\u0301' 'e\u0301' 'E\u0301' 'E\u0301' 'E\u0301' 'e\u0301'
# expect: '\xe9' 1 '\xe9' '\xe9' '\xc9' '\xe9' '\xc9' '\xc9' '\xc9' '\xe9'
# expect: '\U0001f469\u200d\U0001f469\u200d\U0001f467' 5 '\U0001f469' '\U0001f467\u200d\U0001f469\u200d\U0001f469' '\U0001f469\u200d\U0001f469\u200d\U0001f467' '\U0001f469\u200d\U0001f469\u200d\U0001f467' '\U0001f469\u200d\U0001f469\u200d\U0001f467' '\U0001f469\u200d\U0001f469\u200d\U0001f467' '\U0001f469\u200d\U0001f469\u200d\U0001f467' '\U0001f469\u200d\U0001f469\u200d\U0001f467'
# expect: '\u65e5\u672c\u8a9e' 3 '\u65e5' '\u8a9e\u672c\u65e5' '\u65e5\u672c\u8a9e' '\u65e5\u672c\u8a9e' '\u65e5\u672c\u8a9e' '\u65e5\u672c\u8a9e' '\u65e5\u672c\u8a9e' '\u65e5\u672c\u8a9e'
# expect: '\U0001f1f7\U0001f1fa' 2 '\U0001f1f7' '\U0001f1fa\U0001f1f7' '\U0001f1f7\U0001f1fa' '\U0001f1f7\U0001f1fa' '\U0001f1f7\U0001f1fa' '\U0001f1f7\U0001f1fa' '\U0001f1f7\U0001f1fa' '\U0001f1f7\U0001f1fa'
# expect: '\xdf' 1 '\xdf' '\xdf' 'SS' '\xdf' 'Ss' 'Ss' 'SS' 'ss'
# expect: '\ufb01' 1 '\ufb01' '\ufb01' 'FI' '\ufb01' 'Fi' 'Fi' 'FI' 'fi'
# expect: '\u0130' 1 '\u0130' '\u0130' '\u0130' 'i\u0307' '\u0130' '\u0130' 'i\u0307' 'i\u0307'
# expect: '\xc5' 1 '\xc5' '\xc5' '\xc5' '\xe5' '\xc5' '\xc5' '\xe5' '\xe5'
# expect: '\u0928\u0940' 2 '\u0928' '\u0940\u0928' '\u0928\u0940' '\u0928\u0940' '\u0928\u0940' '\u0928\u0940' '\u0928\u0940' '\u0928\u0940'
# expect: False 2 False None 4 True
# expect: 2 ['e', '́', 'x'] True ['', '́x'] 1 2 True
# expect: ['e', 'é', 'z', 'é', 'Я', 'а', 'я', 'ё'] ё True e
