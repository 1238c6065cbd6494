class Color:
    RED = 1
    GREEN = 2
import math
RED = 5
def f(v):
    match v:
        case Color.RED: return "red"
        case Color.GREEN: return "green"
        case math.pi: return "pi"
        case RED: return f"captured {RED}"
print(f(1), f(2), f(math.pi), f(9), RED)

# expect: red green pi captured 9 5
