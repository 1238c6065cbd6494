print("file.py".endswith(".py"), "file.py".startswith(("a", "f")), "abc".startswith("b", 1), "abc".endswith(""), "abc".removeprefix("a"), "abc".removesuffix("bc"))

# expect: True True True True bc a
