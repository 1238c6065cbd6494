print("Hello World".upper(), "ПриВЕТ".lower(), "hello world".title(), "hELLO".capitalize(), "aBc".swapcase(), "straße".upper(), "they're bill's".title())

# expect: HELLO WORLD привет Hello World Hello AbC STRASSE They'Re Bill'S
