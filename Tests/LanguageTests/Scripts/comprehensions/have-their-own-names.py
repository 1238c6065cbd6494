x = "outer"
print([x for x in range(3)], x)
print({x: x for x in "ab"}, x, sum(x for x in [1, 2]), x)

# expect: [0, 1, 2] outer
# expect: {'a': 'a', 'b': 'b'} outer 3 outer
