def f(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "small"
        case "a": return "letter"
        case [a, b]: return f"pair {a} {b}"
        case [first, *rest]: return f"list {first} {rest}"
        case [[x], y] if x > 3: return f"guarded {x}"
        case None: return "none"
        case _: return "other"
print(f(0), f(2), f("a"), f([1, 2]), f([1, 2, 3]), f(None), f(3.5))

# expect: zero small letter pair 1 2 list 1 [2, 3] none other
