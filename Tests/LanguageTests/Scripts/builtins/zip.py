print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])), [a + b for a, b in zip([1, 2], [3, 4])])
try: list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)

# expect: [(1, 'a'), (2, 'b')] [] [(1,)] {'a': 1, 'b': 2} [(1, 3), (2, 4)] [4, 6]
# expect: zip() argument 2 is longer than argument 1
