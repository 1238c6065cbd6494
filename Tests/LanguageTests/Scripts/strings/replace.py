print("banana".replace("a", "o"), "banana".replace("a", "o", 2), "abc".replace("", "-"), "abc".replace("x", "y"), "aaa".replace("aa", "b"))

# expect: bonono bonona -a-b-c- abc ba
