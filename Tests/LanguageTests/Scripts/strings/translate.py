t = str.maketrans("abc", "xyz", "d")
print("abcd".translate(t), "abc".translate({97: "A", 98: None}))

# expect: xyz Ac
