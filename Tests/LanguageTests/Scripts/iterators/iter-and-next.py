it = iter([1, 2])
print(next(it), next(it), next(it, None))
try: next(it)
except StopIteration: print("stop")
print(list(iter(iter("ab"))), list(zip("ab", range(9))), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(enumerate("ab", start=5)))
z = zip([1, 2], "ab"); print(dict(z), list(z))

# expect: 1 2 None
# expect: stop
# expect: ['a', 'b'] [('a', 0), ('b', 1)] [4, 6] [(5, 'a'), (6, 'b')]
# expect: {1: 'a', 2: 'b'} []
