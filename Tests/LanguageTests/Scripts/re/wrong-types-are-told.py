import re
for call in (lambda: re.match(1, "a"), lambda: re.match("a", 1), lambda: re.match("a", None), lambda: re.match("a", b"a"),
             lambda: re.match(b"a", "a"), lambda: re.sub("a", 1, "a"), lambda: re.compile("a{99999999999}")):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
# expect: TypeError first argument must be string or compiled pattern
# expect: TypeError expected string or bytes-like object, got 'int'
# expect: TypeError expected string or bytes-like object, got 'NoneType'
# expect: TypeError cannot use a string pattern on a bytes-like object
# expect: TypeError cannot use a bytes pattern on a string-like object
# expect: TypeError decoding to str: need a bytes-like object, int found
# expect: OverflowError the repetition number is too large
