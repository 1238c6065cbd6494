print(list("ab"), tuple([1]), set([1]), dict([("a", 1)]), str(1.5), str([1, "a"]), int("5"), bool("False"), bool(0.0), float(1), list({"a": 1}), list(range(2)), str(None), repr("a"), ascii("Ж"), bytes(2), list(b"ab"), complex if False else 0)

# expect: ['a', 'b'] (1,) {1} {'a': 1} 1.5 [1, 'a'] 5 True False 1.0 ['a'] [0, 1] None 'a' '\u0416' b'\x00\x00' [97, 98] 0
