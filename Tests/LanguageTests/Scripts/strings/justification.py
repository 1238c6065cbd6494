print("[" + "ab".ljust(5) + "]", "[" + "ab".rjust(5, "*") + "]", "[" + "ab".center(5) + "]", "[" + "abc".center(6, "-") + "]", "42".zfill(5), "-42".zfill(5), "a\tb".expandtabs(4))

# expect: [ab   ] [***ab] [  ab ] [-abc--] 00042 -0042 a   b
