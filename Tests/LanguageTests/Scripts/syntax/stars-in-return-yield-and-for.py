def f(a, b): return *a, 0, *b
def g(): yield *range(3), 5
def h():
    x = yield *"ab",
    return x
print(f([1], (2, 3)), next(g()), list(h()))
for x in *[1, 2], 3: print(x, end=" ")
print()
t = *range(3),
print(t, [*t, *t], {*t, 9}, (*t, *"a"), {**{"a": 1}, "b": 2, **{"a": 3}})

# expect: (1, 0, 2, 3) (0, 1, 2, 5) [('a', 'b')]
# expect: 1 2 3 
# expect: (0, 1, 2) [0, 1, 2, 0, 1, 2] {0, 1, 2, 9} (0, 1, 2, 'a') {'a': 3, 'b': 2}
