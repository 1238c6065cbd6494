def f(x):
    match x:
        case {"type": "circle", "r": r}: return f"circle {r}"
        case {"type": t, **rest}: return f"{t} with {rest}"
        case {1: "one"}: return "number key"
        case {None: n, True: m}: return (n, m)
        case {}: return "any mapping"
        case _: return "no mapping"
for x in ({"type": "circle", "r": 2, "z": 0}, {"type": "box", "w": 1}, {1: "one"}, {None: 0, True: 1}, {}, {"q": 1}, [], "type"):
    print(f(x))

# expect: circle 2
# expect: box with {'w': 1}
# expect: number key
# expect: (0, 1)
# expect: any mapping
# expect: any mapping
# expect: no mapping
# expect: no mapping
