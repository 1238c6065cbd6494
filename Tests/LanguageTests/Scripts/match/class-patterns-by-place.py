class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
from dataclasses import dataclass
@dataclass
class Box:
    w: int
    h: int = 1
def f(v):
    match v:
        case Point(0, y): return f"point 0 {y}"
        case Point(x, y=1): return f"point {x} 1"
        case Box(w, h) if w == h: return "square"
        case Box(w): return f"box {w}"
        case _: return "other"
print([f(v) for v in (Point(0, 3), Point(4, 1), Point(5, 5), Box(2, 2), Box(7))])
for bad in ("Point(1, 2, 3)",):
    try:
        match Point(1, 2):
            case Point(1, 2, 3): pass
    except TypeError as e: print(e)
try:
    match Point(1, 2):
        case Point(1, x=1): pass
except TypeError as e: print(e)

# expect: ['point 0 3', 'point 4 1', 'other', 'square', 'box 7']
# expect: Point() accepts 2 positional sub-patterns (3 given)
# expect: Point() got multiple sub-patterns for attribute 'x'
