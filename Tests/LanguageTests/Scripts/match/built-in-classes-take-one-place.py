def f(v):
    match v:
        case bool(b): return ("bool", b)
        case int(n) if n > 100: return ("big", n)
        case int() | float(): return "number"
        case str("x"): return "the letter x"
        case str(s): return ("str", s)
        case list([a, *_]): return ("list", a)
        case dict({"k": k}): return ("dict", k)
        case tuple(t): return ("tuple", t)
        case set() | frozenset(): return "set"
        case bytes(b): return b
for v in (True, 500, 5, 1.5, "x", "y", [1, 2], {"k": 3}, (1,), {1}, b"z", []): print(f(v))
try:
    match 5:
        case int(a, b): pass
except TypeError as e: print(e)

# expect: ('bool', True)
# expect: ('big', 500)
# expect: number
# expect: number
# expect: the letter x
# expect: ('str', 'y')
# expect: ('list', 1)
# expect: ('dict', 3)
# expect: ('tuple', (1,))
# expect: set
# expect: b'z'
# expect: None
# expect: int() accepts 1 positional sub-pattern (2 given)
