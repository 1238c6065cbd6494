for f in (lambda: [1, 2][2 ** 70], lambda: "ab"[2 ** 70], lambda: (1,)[-2 ** 70], lambda: [0] * 2 ** 70, lambda: "a" * 2 ** 70, lambda: chr(2 ** 70)):
    try:
        print(f())
    except (IndexError, OverflowError) as e:
        print(type(e).__name__, e)
print([1, 2, 3][: 2 ** 70], "abc"[-2 ** 70 :], (1, 2, 3)[2 ** 70 :], "abcdef"[:: 2 ** 70])

# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: OverflowError Python int too large to convert to C int
# expect: [1, 2, 3] abc () a
