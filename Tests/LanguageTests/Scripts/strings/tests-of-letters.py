print("abc".isalpha(), "ab1".isalpha(), "123".isdigit(), "12.3".isdigit(), "ab1".isalnum(), " \t".isspace(), "ABC".isupper(), "abc".islower(), "Ab Cd".istitle(), "".isalpha(), "Привет".isalpha(), "a_1".isidentifier(), "1a".isidentifier(), "²".isdigit(), "½".isnumeric())

# expect: True False True False True True True True True False True True False True True
