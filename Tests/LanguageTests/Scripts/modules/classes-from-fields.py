from dataclasses import dataclass, field, asdict, astuple, replace, fields
from typing import List, ClassVar, Optional
@dataclass
class Point:
    x: float
    y: float = 0.0
    tags: List[str] = field(default_factory=list)
    count: ClassVar[int] = 7
    def norm(self): return (self.x ** 2 + self.y ** 2) ** 0.5
p = Point(3, 4)
print(p, p.norm(), p == Point(3, 4), p != Point(3, 5), Point(1).tags is Point(1).tags, Point(x=1, y=2))
print(asdict(p), astuple(p), replace(p, x=0), [f.name for f in fields(p)], Point.count, Point.y)
@dataclass(order=True, frozen=True)
class V:
    a: int
    b: str = field(default="z", compare=False, repr=False)
print(V(1) < V(2), V(1, "q") == V(1), sorted([V(3), V(1)]), hash(V(1)) == hash(V(1)), {V(1): 2}[V(1)])
try: V(1).a = 5
except AttributeError as e: print(type(e).__name__ in ("FrozenInstanceError", "AttributeError"), e)
@dataclass
class Q(Point):
    z: int = 9
    def __post_init__(self): self.sum = self.x + self.z
print(Q(1), Q(1, 2, ["a"], 3).sum, isinstance(Q(1), Point), Q(1) == Point(1))
try: Point()
except TypeError as e: print("missing" in str(e))
try: print(hash(p))
except TypeError as e: print(e)
@dataclass
class Tree:
    value: int
    left: Optional["Tree"] = None
print(Tree(1, Tree(2)), asdict(Tree(1, Tree(2))))

# expect: Point(x=3, y=4, tags=[]) 5.0 True True False Point(x=1, y=2, tags=[])
# expect: {'x': 3, 'y': 4, 'tags': []} (3, 4, []) Point(x=0, y=4, tags=[]) ['x', 'y', 'tags'] 7 0.0
# expect: True True [V(a=1), V(a=3)] True 2
# expect: True cannot assign to field 'a'
# expect: Q(x=1, y=0.0, tags=[], z=9) 4 True False
# expect: True
# expect: unhashable type: 'Point'
# expect: Tree(value=1, left=Tree(value=2, left=None)) {'value': 1, 'left': {'value': 2, 'left': None}}
