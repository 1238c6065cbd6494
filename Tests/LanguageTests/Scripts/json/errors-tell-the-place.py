import json
for text in ("", "{", '{"a": }', "[1, 2", '{"a" 1}', "[1 2]", '{1: 2}', "nul", '"abc', '"\\x"', "1 2", "[1,\n 2,\n x]", '{"a": 1,}', "\ufeff1", '"\\u12"', "{'a': 1}", '"tab\there"'):
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        print(repr(text), "|", error, "|", error.msg, error.pos, error.lineno, error.colno, error.doc == text, isinstance(error, ValueError))
print(json.JSONDecodeError, json.JSONDecodeError.__mro__[1].__name__)
# expect: '' | Expecting value: line 1 column 1 (char 0) | Expecting value 0 1 1 True True
# expect: '{' | Expecting property name enclosed in double quotes: line 1 column 2 (char 1) | Expecting property name enclosed in double quotes 1 1 2 True True
# expect: '{"a": }' | Expecting value: line 1 column 7 (char 6) | Expecting value 6 1 7 True True
# expect: '[1, 2' | Expecting ',' delimiter: line 1 column 6 (char 5) | Expecting ',' delimiter 5 1 6 True True
# expect: '{"a" 1}' | Expecting ':' delimiter: line 1 column 6 (char 5) | Expecting ':' delimiter 5 1 6 True True
# expect: '[1 2]' | Expecting ',' delimiter: line 1 column 4 (char 3) | Expecting ',' delimiter 3 1 4 True True
# expect: '{1: 2}' | Expecting property name enclosed in double quotes: line 1 column 2 (char 1) | Expecting property name enclosed in double quotes 1 1 2 True True
# expect: 'nul' | Expecting value: line 1 column 1 (char 0) | Expecting value 0 1 1 True True
# expect: '"abc' | Unterminated string starting at: line 1 column 1 (char 0) | Unterminated string starting at 0 1 1 True True
# expect: '"\\x"' | Invalid \escape: line 1 column 2 (char 1) | Invalid \escape 1 1 2 True True
# expect: '1 2' | Extra data: line 1 column 3 (char 2) | Extra data 2 1 3 True True
# expect: '[1,\n 2,\n x]' | Expecting value: line 3 column 2 (char 9) | Expecting value 9 3 2 True True
# expect: '{"a": 1,}' | Expecting property name enclosed in double quotes: line 1 column 9 (char 8) | Expecting property name enclosed in double quotes 8 1 9 True True
# expect: '\ufeff1' | Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0) | Unexpected UTF-8 BOM (decode using utf-8-sig) 0 1 1 True True
# expect: '"\\u12"' | Invalid \uXXXX escape: line 1 column 3 (char 2) | Invalid \uXXXX escape 2 1 3 True True
# expect: "{'a': 1}" | Expecting property name enclosed in double quotes: line 1 column 2 (char 1) | Expecting property name enclosed in double quotes 1 1 2 True True
# expect: '"tab\there"' | Invalid control character at: line 1 column 5 (char 4) | Invalid control character at 4 1 5 True True
# expect: <class 'json.decoder.JSONDecodeError'> ValueError
