def f(x):
    match x:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "float"
        case "a" | "b": return "letter"
        case "c" "d": return "joined"
        case b"x": return "bytes"
        case None: return "none"
        case True: return "true"
        case False: return "false"
        case _: return "other"
print([f(x) for x in (0, -1, 1.5, "a", "b", "cd", b"x", None, True, False, 1, "e", [], 0.0)])

# expect: ['zero', 'minus one', 'float', 'letter', 'letter', 'joined', 'bytes', 'none', 'true', 'zero', 'other', 'other', 'other', 'zero']
