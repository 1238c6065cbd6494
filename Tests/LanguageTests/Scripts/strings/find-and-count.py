print("banana".find("an"), "banana".rfind("an"), "banana".find("x"), "banana".count("an"), "banana".index("n"), "aaaa".count("aa"), "banana".find("a", 2), "banana".find("a", 2, 3), "Привет".find("вет"), "abc".count(""))

# expect: 1 3 -1 2 2 2 3 -1 3 4
