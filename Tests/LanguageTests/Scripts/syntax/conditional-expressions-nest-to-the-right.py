def size(n): return "small" if n < 3 else "middle" if n < 6 else "large"
print([size(n) for n in (1, 4, 9)])
print((1 if 0 else 2) if 1 else 3, 1 if 0 else 2 if 0 else 3, (lambda x: x if x else "none")(0))
print([a if a else -1 for a in (0, 1)], not 1 if 0 else 2, 1 + 2 if 1 else 3 + 4)

# expect: ['small', 'middle', 'large']
# expect: 2 3 none
# expect: [-1, 1] 2 3
