print(min(3, 1), max("abc"), min([[2], [1, 5]]), max({"a": 1, "b": 0}), max([1, 5, 3], key=lambda x: -x), min("bb", "a", key=len), max([], default=None), max(1, 2.5), min(1, True))

# expect: 1 c [1, 5] b 1 a None 2.5 1
