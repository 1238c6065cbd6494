print("a" f"{1}" "b" f"{2:02}", f"{'a' 'b'}")

# expect: a1b02 ab
