from enum import IntEnum, auto
import json


class Level(IntEnum):
    LOW = 1
    MEDIUM = 5
    HIGH = 10


print(Level.LOW, repr(Level.LOW), Level.LOW < Level.HIGH, Level.LOW + 1, Level.HIGH == 10, sorted([Level.HIGH, Level.LOW]), max(Level), [0, "a"][Level.LOW], Level(5).name, f"{Level.HIGH}", f"{Level.HIGH:04d}", "%d" % Level.HIGH, {1: "one"}[Level.LOW], isinstance(Level.LOW, int), json.dumps({"l": Level.HIGH}), int(Level.HIGH), Level.LOW.value, sum(Level), Level.MEDIUM in (5, 6), bool(Level.LOW))

# expect: 1 <Level.LOW: 1> True 2 True [<Level.LOW: 1>, <Level.HIGH: 10>] 10 a MEDIUM 10 0010 10 one True {"l": 10} 10 1 16 True True
