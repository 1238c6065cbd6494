print("ab" * 3, 3 * "-", "a" + "b" "c", "" * 5, "x" * -1)

# expect: ababab --- abc
