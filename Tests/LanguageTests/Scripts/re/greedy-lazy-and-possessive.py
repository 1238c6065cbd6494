import re
text = "<a><b><c>"
print(re.match("<.*>", text).group(), re.match("<.*?>", text).group(), re.findall("<.+?>", text))
print(re.match("a{2,3}", "aaaa").group(), re.match("a{2,3}?", "aaaa").group(), re.match("a{,2}", "aaa").group())
print(re.match("a*+a", "aaa"), re.match("a++b", "aab"), re.match("a?+a", "a"), re.match("(?:ab|a)*+b", "abab"))
print(re.match("(?>a+)b", "aab"), re.match("(?>a|ab)c", "abc"))
print(re.match("(a|ab)(c|bcd)(d*)", "abcd").groups(), re.match("(a*)*", "aab").groups(), re.match("(a?)*?b", "aab").groups())
print(re.match("x{2}{3}" if False else "(?:x{2}){3}", "x" * 7).span(), re.findall("a{", "a{"), re.findall("a{1,x}", "a{1,x}"))
# expect: <a><b><c> <a> ['<a>', '<b>', '<c>']
# expect: aaa aa aa
# expect: None <re.Match object; span=(0, 3), match='aab'> None None
# expect: <re.Match object; span=(0, 3), match='aab'> None
# expect: ('a', 'bcd', '') ('',) ('a',)
# expect: (0, 6) ['a{'] ['a{1,x}']
