print("a\tb\\n\x41\u0416\101", 'it''s', "\"q\"", r"\n raw")

# expect: a	b\nAЖA its "q" \n raw
