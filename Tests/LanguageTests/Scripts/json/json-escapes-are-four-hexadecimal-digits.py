import json

for text in (r'"\ud83d\ude00"', r'"\u00e9"', r'"\u+123"', r'"\u 123"', r'"\u12"', r'"\u12g4"', r'"\ud83d\u+041"'):
    try:
        print(ascii(json.loads(text)))
    except json.JSONDecodeError as error:
        print(error)
# A half without its other half takes no sign away.
print(json.loads(r'"\ud83d\u0041"')[1:], json.loads(r'"\ud83d\n"')[1:] == "\n")
# expect: '\U0001f600'
# expect: '\xe9'
# expect: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: Invalid \uXXXX escape: line 1 column 9 (char 8)
# expect: A True
