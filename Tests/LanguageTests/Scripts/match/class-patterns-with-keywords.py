class Point:
    def __init__(self, x, y): self.x, self.y = x, y
def f(p):
    match p:
        case Point(x=0, y=0): return "origin"
        case Point(x=0, y=y): return f"on y at {y}"
        case Point(x=x) if x == p.y: return "diagonal"
        case Point(x=[a, b]): return f"list {a} {b}"
        case Point(z=_): return "has z"
        case Point(): return "a point"
        case _: return "no point"
print([f(p) for p in (Point(0, 0), Point(0, 5), Point(3, 3), Point([1, 2], 0), Point(1, 2), 5)])

# expect: ['origin', 'on y at 5', 'diagonal', 'list 1 2', 'a point', 'no point']
