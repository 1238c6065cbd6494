def f(v):
    match v:
        case ["go", ("north" | "south") as way] | ["walk", way]: return way
        case [1 | 2 as n, *_] | {"n": n}: return n
        case (int() | float()) as x if x > 0: return ("positive", x)
        case None | False: return "nothing"
    return "none of them"
for v in (["go", "north"], ["go", "up"], ["walk", "home"], [2, 3], {"n": 7}, 1.5, -1, False): print(f(v))

# expect: north
# expect: none of them
# expect: home
# expect: 2
# expect: 7
# expect: ('positive', 1.5)
# expect: none of them
# expect: nothing
