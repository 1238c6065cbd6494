import itertools as it
print(list(it.chain([1], "a")), list(it.product([1, 2], "ab")), list(it.permutations("abc", 2)), list(it.combinations("abcd", 3)), list(it.accumulate([1, 2, 3], lambda a, b: a * b)), list(it.repeat(1, 2)), list(it.starmap(pow, [(2, 3)])), list(it.compress("abc", [1, 0, 1])), [(k, list(g)) for k, g in it.groupby([1, 3, 2], key=lambda x: x % 2)], list(it.zip_longest("ab", [1])), list(it.filterfalse(None, [0, 1])), list(it.islice(it.cycle("ab"), 3)))

# expect: [1, 'a'] [(1, 'a'), (1, 'b'), (2, 'a'), (2, 'b')] [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')] [('a', 'b', 'c'), ('a', 'b', 'd'), ('a', 'c', 'd'), ('b', 'c', 'd')] [1, 2, 6] [1, 1] [8] ['a', 'c'] [(1, [1, 3]), (0, [2])] [('a', 1), ('b', None)] [0] ['a', 'b', 'a']
