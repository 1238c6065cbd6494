import re
spec = [("NUMBER", r"\d+(\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-z]+"), ("OP", r"[+\-*/]"),
        ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("MISMATCH", r".")]
tokens = re.compile("|".join("(?P<%s>%s)" % pair for pair in spec))
for match in tokens.finditer("total := total + price * 1.5;\ntax := 2 $"):
    if match.lastgroup != "SKIP":
        print(match.lastgroup, repr(match.group()), match.start())
# expect: ID 'total' 0
# expect: ASSIGN ':=' 6
# expect: ID 'total' 9
# expect: OP '+' 15
# expect: ID 'price' 17
# expect: OP '*' 23
# expect: NUMBER '1.5' 25
# expect: END ';' 28
# expect: NEWLINE '\n' 29
# expect: ID 'tax' 30
# expect: ASSIGN ':=' 34
# expect: NUMBER '2' 37
# expect: MISMATCH '$' 39
