import math, os.path as path, json as j
from math import sqrt, pi as p
from collections import (Counter,
                         deque as d,)
from string import *
import os
print(math.floor(p), sqrt(9), Counter("aab")["a"], d([1])[0], digits, path.join("a", "b"), j.dumps([1]), os.path is path)

# expect: 3 3.0 2 1 0123456789 a/b [1] True
