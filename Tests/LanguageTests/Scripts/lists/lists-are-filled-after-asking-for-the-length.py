class L:
    def __init__(s, n): s.n=n
    def __len__(s): print('len'); return s.n
    def __iter__(s): print('iter'); return iter([1])
for f in (lambda: [*L(-1)], lambda: list(L(-2)), lambda: tuple(L(-1)), lambda: sorted(L(-1)), lambda: set(L(-1)), lambda: max(L(-1)), lambda: list(L('a')), lambda: print(*L(-2)), lambda: ','.join(L(-1)), lambda: [].extend(L(-1)), lambda: list(L(1))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

# expect: iter
# expect: len
# expect: ValueError __len__() should return >= 0
# expect: iter
# expect: len
# expect: ValueError __len__() should return >= 0
# expect: iter
# expect: len
# expect: ValueError __len__() should return >= 0
# expect: iter
# expect: len
# expect: ValueError __len__() should return >= 0
# expect: iter
# expect: {1}
# expect: iter
# expect: 1
# expect: iter
# expect: len
# expect: [1]
# expect: iter
# expect: len
# expect: ValueError __len__() should return >= 0
# expect: iter
# expect: TypeError sequence item 0: expected str instance, int found
# expect: iter
# expect: len
# expect: ValueError __len__() should return >= 0
# expect: iter
# expect: len
# expect: [1]
