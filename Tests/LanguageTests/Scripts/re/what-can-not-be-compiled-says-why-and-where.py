import re
for pattern in ("(a", "a)", "[a", "a**", "*a", "a{3,2}", "(?P<1>a)", "(?P<a>x)(?P<a>y)", r"\1", r"(a\1)", r"\q", "[b-a]",
                "(?z)", "(?P=x)", "(?", "(?<a)", r"[\d-z]", "(?P<x", "(?(1", "(?(5)a)", "(?(1)a|b|c)(x)", "\\", r"\x1", r"[\8]",
                "a|*", "(?i-i:a)", "(?#x", r"\N{nobody}", "^*", "(?i", "x\n(y"):
    try:
        re.compile(pattern)
        print(repr(pattern), "compiles")
    except re.error as error:
        print(repr(pattern), "|", error, "|", error.msg, error.pos, error.lineno, error.colno, error.pattern == pattern)
print(issubclass(re.error, Exception), re.error.__name__)
# expect: '(a' | missing ), unterminated subpattern at position 0 | missing ), unterminated subpattern 0 1 1 True
# expect: 'a)' | unbalanced parenthesis at position 1 | unbalanced parenthesis 1 1 2 True
# expect: '[a' | unterminated character set at position 0 | unterminated character set 0 1 1 True
# expect: 'a**' | multiple repeat at position 2 | multiple repeat 2 1 3 True
# expect: '*a' | nothing to repeat at position 0 | nothing to repeat 0 1 1 True
# expect: 'a{3,2}' | min repeat greater than max repeat at position 2 | min repeat greater than max repeat 2 1 3 True
# expect: '(?P<1>a)' | bad character in group name '1' at position 4 | bad character in group name '1' 4 1 5 True
# expect: '(?P<a>x)(?P<a>y)' | redefinition of group name 'a' as group 2; was group 1 at position 12 | redefinition of group name 'a' as group 2; was group 1 12 1 13 True
# expect: '\\1' | invalid group reference 1 at position 1 | invalid group reference 1 1 1 2 True
# expect: '(a\\1)' | cannot refer to an open group at position 2 | cannot refer to an open group 2 1 3 True
# expect: '\\q' | bad escape \q at position 0 | bad escape \q 0 1 1 True
# expect: '[b-a]' | bad character range b-a at position 1 | bad character range b-a 1 1 2 True
# expect: '(?z)' | unknown extension ?z at position 1 | unknown extension ?z 1 1 2 True
# expect: '(?P=x)' | unknown group name 'x' at position 4 | unknown group name 'x' 4 1 5 True
# expect: '(?' | unexpected end of pattern at position 2 | unexpected end of pattern 2 1 3 True
# expect: '(?<a)' | unknown extension ?<a at position 1 | unknown extension ?<a 1 1 2 True
# expect: '[\\d-z]' | bad character range \d-z at position 1 | bad character range \d-z 1 1 2 True
# expect: '(?P<x' | missing >, unterminated name at position 4 | missing >, unterminated name 4 1 5 True
# expect: '(?(1' | missing ), unterminated name at position 3 | missing ), unterminated name 3 1 4 True
# expect: '(?(5)a)' | invalid group reference 5 at position 3 | invalid group reference 5 3 1 4 True
# expect: '(?(1)a|b|c)(x)' | conditional backref with more than two branches at position 8 | conditional backref with more than two branches 8 1 9 True
# expect: '\\' | bad escape (end of pattern) at position 0 | bad escape (end of pattern) 0 1 1 True
# expect: '\\x1' | incomplete escape \x1 at position 0 | incomplete escape \x1 0 1 1 True
# expect: '[\\8]' | bad escape \8 at position 1 | bad escape \8 1 1 2 True
# expect: 'a|*' | nothing to repeat at position 2 | nothing to repeat 2 1 3 True
# expect: '(?i-i:a)' | bad inline flags: flag turned on and off at position 5 | bad inline flags: flag turned on and off 5 1 6 True
# expect: '(?#x' | missing ), unterminated comment at position 0 | missing ), unterminated comment 0 1 1 True
# expect: '\\N{nobody}' | undefined character name 'nobody' at position 0 | undefined character name 'nobody' 0 1 1 True
# expect: '^*' | nothing to repeat at position 1 | nothing to repeat 1 1 2 True
# expect: '(?i' | missing -, : or ) at position 3 | missing -, : or ) 3 1 4 True
# expect: 'x\n(y' | missing ), unterminated subpattern at position 2 (line 2, column 1) | missing ), unterminated subpattern 2 2 1 True
# expect: True error
