import re
text = "1+1=2? (yes) [no] {a} a\\b ^$.|*-&~#\n\té"
print(re.escape(text))
print(re.fullmatch(re.escape(text), text) is not None)
# expect: 1\+1=2\?\ \(yes\)\ \[no\]\ \{a\}\ a\\b\ \^\$\.\|\*\-\&\~\#\
# expect: \	é
# expect: True
