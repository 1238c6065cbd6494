for s in ['straße', 'ΑΣ', 'ὈΔΥΣΣΕΎΣ', 'ﬃ', 'ǆ', 'İi', 'ŉ', "they're bill's", 'hello WORLD 1st', 'ёлка ЁЛКА', 'aB1cD', 'x\u0301y', 'ß', '1a 2b', "o'neil-smith"]:
    print(ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()), ascii(s.casefold()))

# expect: 'STRASSE' 'stra\xdfe' 'Stra\xdfe' 'Stra\xdfe' 'STRASSE' 'strasse'
# expect: '\u0391\u03a3' '\u03b1\u03c2' '\u0391\u03c2' '\u0391\u03c2' '\u03b1\u03c2' '\u03b1\u03c3'
# expect: '\u1f48\u0394\u03a5\u03a3\u03a3\u0395\u038e\u03a3' '\u1f40\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2' '\u1f48\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2' '\u1f48\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2' '\u1f40\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2' '\u1f40\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c3'
# expect: 'FFI' '\ufb03' 'Ffi' 'Ffi' 'FFI' 'ffi'
# expect: '\u01c4' '\u01c6' '\u01c5' '\u01c5' '\u01c4' '\u01c6'
# expect: '\u0130I' 'i\u0307i' '\u0130i' '\u0130i' 'i\u0307I' 'i\u0307i'
# expect: '\u02bcN' '\u0149' '\u02bcN' '\u02bcN' '\u02bcN' '\u02bcn'
# expect: "THEY'RE BILL'S" "they're bill's" "They'Re Bill'S" "They're bill's" "THEY'RE BILL'S" "they're bill's"
# expect: 'HELLO WORLD 1ST' 'hello world 1st' 'Hello World 1St' 'Hello world 1st' 'HELLO world 1ST' 'hello world 1st'
# expect: '\u0401\u041b\u041a\u0410 \u0401\u041b\u041a\u0410' '\u0451\u043b\u043a\u0430 \u0451\u043b\u043a\u0430' '\u0401\u043b\u043a\u0430 \u0401\u043b\u043a\u0430' '\u0401\u043b\u043a\u0430 \u0451\u043b\u043a\u0430' '\u0401\u041b\u041a\u0410 \u0451\u043b\u043a\u0430' '\u0451\u043b\u043a\u0430 \u0451\u043b\u043a\u0430'
# expect: 'AB1CD' 'ab1cd' 'Ab1Cd' 'Ab1cd' 'Ab1Cd' 'ab1cd'
# expect: 'X\u0301Y' 'x\u0301y' 'X\u0301Y' 'X\u0301y' 'X\u0301Y' 'x\u0301y'
# expect: 'SS' '\xdf' 'Ss' 'Ss' 'SS' 'ss'
# expect: '1A 2B' '1a 2b' '1A 2B' '1a 2b' '1A 2B' '1a 2b'
# expect: "O'NEIL-SMITH" "o'neil-smith" "O'Neil-Smith" "O'neil-smith" "O'NEIL-SMITH" "o'neil-smith"
