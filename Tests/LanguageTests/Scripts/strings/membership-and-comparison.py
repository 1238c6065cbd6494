print("el" in "hello", "z" not in "abc", "" in "a", "a" < "b", "Z" < "a", "abc" < "abd", "я" > "а")

# expect: True True True True True True True
