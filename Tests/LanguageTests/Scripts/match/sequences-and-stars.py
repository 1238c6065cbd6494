def f(x):
    match x:
        case []: return "empty"
        case [1]: return "one"
        case [1, y]: return f"1 and {y}"
        case [a, *rest, 9]: return f"{a} {rest} nine"
        case (a, b): return f"pair {a} {b}"
        case [[a], [b, *_]]: return "never"
        case [a, _, *_]: return f"long {a}"
        case _: return "no"
for x in ([], [1], (1, 2), [5, 6, 7, 9], (3, 4), [[1], [2, 3]], [7, 8, 6], "ab", {1, 2}, range(2), (x for x in "ab"), b"ab"):
    print(f(x) if not hasattr(x, "send") else "gen " + f(x))

# expect: empty
# expect: one
# expect: 1 and 2
# expect: 5 [6, 7] nine
# expect: pair 3 4
# expect: pair [1] [2, 3]
# expect: long 7
# expect: no
# expect: no
# expect: pair 0 1
# expect: gen no
# expect: no
