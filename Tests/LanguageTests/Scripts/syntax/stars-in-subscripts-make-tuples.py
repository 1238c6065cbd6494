class A:
    def __getitem__(self, key): return key
a = A()
b = [1, 2]
print(a[*b], a[0, *b, 3], a[*b, 1:2], a[1:2, ::3], a[:], a[1,], a[()])

# expect: (1, 2) (0, 1, 2, 3) (1, 2, slice(1, 2, None)) (slice(1, 2, None), slice(None, None, 3)) slice(None, None, None) (1,) ()
