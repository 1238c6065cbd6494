print(int("123456789012345678901234567890"), int("-1_000_000_000_000_000_000_000"), int(" +18446744073709551616\n"))
print(int("f" * 20, 16), int("0xffffffffffffffffffff", 0), int("0b" + "1" * 70, 2), int("z" * 20, 36), int("7" * 30, 8), int("21" * 30, 3))
print(int("0x_ff", 16), int("٣" * 25))
for text, base in (("12a" * 10, 10), ("1__0", 10), ("8" * 30, 8), ("_1", 10), ("1_", 10), ("", 10)):
    try:
        print(int(text, base))
    except ValueError as e:
        print(e)

# expect: 123456789012345678901234567890 -1000000000000000000000 18446744073709551616
# expect: 1208925819614629174706175 1208925819614629174706175 1180591620717411303423 13367494538843734067838845976575 1237940039285380274899124223 37092263490814178075007629050
# expect: 255 3333333333333333333333333
# expect: invalid literal for int() with base 10: '12a12a12a12a12a12a12a12a12a12a'
# expect: invalid literal for int() with base 10: '1__0'
# expect: invalid literal for int() with base 8: '888888888888888888888888888888'
# expect: invalid literal for int() with base 10: '_1'
# expect: invalid literal for int() with base 10: '1_'
# expect: invalid literal for int() with base 10: ''
