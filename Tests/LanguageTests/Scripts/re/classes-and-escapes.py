import re
text = "Tab\there, naïve_9 ٣ \u2003end."
for pattern in (r"\d", r"\D+", r"\s", r"\S+", r"\w+", r"\W", r"\bn", r"e\B", r"\Aab|\ATab", r"end\.\Z", r"[^\w\s]", r"[\d_]",
                r"[a-f-]+", r"[]a]", r"[^]T]+", r"[\]\\^-]", r"\x41|\u0062|\U00000065", r"\141", "\\t", r"[\b]", r"[$.]"):
    print(pattern, re.findall(pattern, text))
print(re.findall(r"^\d$", "5\n"), re.findall(r"\N{EM DASH}", "a—b"), re.fullmatch(".", "\n"), re.fullmatch(".", "\u2028"))
# expect: \d ['9', '٣']
# expect: \D+ ['Tab\there, naïve_', ' ', ' \u2003end.']
# expect: \s ['\t', ' ', ' ', ' ', '\u2003']
# expect: \S+ ['Tab', 'here,', 'naïve_9', '٣', 'end.']
# expect: \w+ ['Tab', 'here', 'naïve_9', '٣', 'end']
# expect: \W ['\t', ',', ' ', ' ', ' ', '\u2003', '.']
# expect: \bn ['n']
# expect: e\B ['e', 'e', 'e']
# expect: \Aab|\ATab ['Tab']
# expect: end\.\Z ['end.']
# expect: [^\w\s] [',', '.']
# expect: [\d_] ['_', '9', '٣']
# expect: [a-f-]+ ['ab', 'e', 'e', 'a', 'e', 'e', 'd']
# expect: []a] ['a', 'a']
# expect: [^]T]+ ['ab\there, naïve_9 ٣ \u2003end.']
# expect: [\]\\^-] []
# expect: \x41|\u0062|\U00000065 ['b', 'e', 'e', 'e', 'e']
# expect: \141 ['a', 'a']
# expect: \t ['\t']
# expect: [\b] []
# expect: [$.] ['.']
# expect: ['5'] ['—'] None <re.Match object; span=(0, 1), match='\u2028'>
