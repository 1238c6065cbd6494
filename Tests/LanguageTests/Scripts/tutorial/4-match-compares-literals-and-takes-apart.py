def http_error(status):
    match status:
        case 400:
            return "Bad request"
        case 401 | 403 | 404:
            return "Not allowed"
        case 418:
            return "I'm a teapot"
        case _:
            return "Something's wrong with the internet"
print([http_error(n) for n in (400, 403, 418, 500)])
def where(point):
    match point:
        case (0, 0):
            return "Origin"
        case (0, y):
            return f"Y={y}"
        case (x, 0):
            return f"X={x}"
        case (x, y) if x == y:
            return f"Y=X at {x}"
        case (x, y):
            return f"X={x}, Y={y}"
        case [(x1, y1), (x2, y2) as p2, *rest]:
            return f"{x1} {y1} {p2} {rest}"
        case _:
            raise ValueError("Not a point")
for point in [(0, 0), (0, 3), (4, 0), [5, 5], (1, 2), ((1, 2), (3, 4), 5), 'ab']:
    try:
        print(where(point))
    except ValueError as e:
        print(e)

# expect: ['Bad request', 'Not allowed', "I'm a teapot", "Something's wrong with the internet"]
# expect: Origin
# expect: Y=3
# expect: X=4
# expect: Y=X at 5
# expect: X=1, Y=2
# expect: 1 2 (3, 4) [5]
# expect: Not a point
