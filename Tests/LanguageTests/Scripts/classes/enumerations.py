from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], type(Color.RED).__name__)
print(list(Color), len(Color), [c.name for c in Color], Color.RED in Color, Color.RED is Color(1), Color.RED == Color.RED, Color.RED == 1, Color.RED != Color.BLUE)
print({Color.RED: "r"}[Color.RED], isinstance(Color.RED, Color), f"{Color.RED}", f"{Color.RED:>12}", Color, str(Color.GREEN), [Color.RED])
print(list(Color.__members__), Color.RED.BLUE if False else "", hash(Color.RED) == hash(Color.RED))
for f in (lambda: Color(9), lambda: Color["PINK"], lambda: Color.PINK, lambda: Color.RED < Color.BLUE, lambda: setattr(Color, "RED", 5), lambda: Color.RED + 1):
    try:
        print(f())
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)

# expect: Color.RED <Color.RED: 1> RED 1 Color.GREEN Color.BLUE Color
# expect: [<Color.RED: 1>, <Color.GREEN: 2>, <Color.BLUE: 3>] 3 ['RED', 'GREEN', 'BLUE'] True True True False True
# expect: r True Color.RED    Color.RED <enum 'Color'> Color.GREEN [<Color.RED: 1>]
# expect: ['RED', 'GREEN', 'BLUE']  True
# expect: ValueError 9 is not a valid Color
# expect: KeyError 'PINK'
# expect: AttributeError PINK
# expect: TypeError '<' not supported between instances of 'Color' and 'Color'
# expect: AttributeError cannot reassign member 'RED'
# expect: TypeError unsupported operand type(s) for +: 'Color' and 'int'
