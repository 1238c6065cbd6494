import math
import math as m
from math import sqrt, pi as number
from math import (floor,
    ceil)
import os.path
import os.path as p
import collections, itertools
print(math.pi == number, m is math, sqrt(9), floor(1.5), ceil(1.5), os.path.join("a", "b"), p.basename("a/b"))

# expect: True True 3.0 1 2 a/b b
