from dataclasses import dataclass, field, asdict, replace
@dataclass(order=True)
class Product:
    price: float
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False, repr=False)
@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0
    def __add__(self, o): return Point(self.x + o.x, self.y + o.y)
@dataclass
class Basket:
    items: dict = field(default_factory=dict)
    discount: float = 0.0
    total: float = field(init=False, default=0.0)
    def __post_init__(self):
        if not 0 <= self.discount < 1: raise ValueError(f"discount {self.discount}")
    def add(self, p, n=1):
        self.items[p.name] = self.items.get(p.name, 0) + n
        self.total = round(self.total + p.price * n * (1 - self.discount), 2)
tea, cup = Product(2.5, "tea", ["hot"]), Product(9.99, "cup")
print(sorted([cup, tea]), tea < cup, tea == Product(2.5, "other"), asdict(tea))
b = Basket(discount=0.1)
b.add(tea, 4)
b.add(cup)
print(b, Basket() == Basket(), replace(tea, price=3))
print(Point(1) + Point(2, 5), {Point(1): "one"}[Point(1, 0)], hash(Point(1, 2)) == hash(Point(1, 2)))
for wrong in (lambda: Basket(discount=2), lambda: setattr(Point(1), "x", 5), lambda: Point(), lambda: hash(tea), lambda: Point(1, 2, 3), lambda: Basket(total=5)):
    try: wrong()
    except Exception as e: print(type(e).__name__, e)

# expect: [Product(price=2.5, name='tea'), Product(price=9.99, name='cup')] True True {'price': 2.5, 'name': 'tea', 'tags': ['hot']}
# expect: Basket(items={'tea': 4, 'cup': 1}, discount=0.1, total=17.99) True Product(price=3, name='tea')
# expect: Point(x=3, y=5) one True
# expect: ValueError discount 2
# expect: FrozenInstanceError cannot assign to field 'x'
# expect: TypeError Point.__init__() missing 1 required positional argument: 'x'
# expect: TypeError unhashable type: 'Product'
# expect: TypeError Point.__init__() takes from 2 to 3 positional arguments but 4 were given
# expect: TypeError Basket.__init__() got an unexpected keyword argument 'total'
