import json
print(json.loads('{"a": [1, -2.5e3, true, null, "x\\u00e9\\n\\ud83d\\ude00"], "b": {}}'), json.loads(" 12 "), json.loads("[]"), json.loads("NaN"))
for bad in ["", "[1,]", '{"a" 1}', '{a: 1}', "[1 2]", '"abc', "nul", "1 2", '{"a": 1,}', '["\\x"]', "01", "[1,\n 2,\n x]"]:
    try: print(json.loads(bad))
    except ValueError as e: print(str(e))
print(json.loads(json.dumps({"x": [1.5, "é"]})) == {"x": [1.5, "é"]})

# expect: {'a': [1, -2500.0, True, None, 'xé\n😀'], 'b': {}} 12 [] nan
# expect: Expecting value: line 1 column 1 (char 0)
# expect: Expecting value: line 1 column 4 (char 3)
# expect: Expecting ':' delimiter: line 1 column 6 (char 5)
# expect: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: Expecting ',' delimiter: line 1 column 4 (char 3)
# expect: Unterminated string starting at: line 1 column 1 (char 0)
# expect: Expecting value: line 1 column 1 (char 0)
# expect: Extra data: line 1 column 3 (char 2)
# expect: Expecting property name enclosed in double quotes: line 1 column 9 (char 8)
# expect: Invalid \escape: line 1 column 3 (char 2)
# expect: Extra data: line 1 column 2 (char 1)
# expect: Expecting value: line 3 column 2 (char 9)
# expect: True
