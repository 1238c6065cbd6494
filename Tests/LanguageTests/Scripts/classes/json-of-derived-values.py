import json


class Stack(list):
    pass


class Bag(dict):
    pass


class Name(str):
    pass


class Grade(int):
    pass


class Celsius(float):
    pass


class Point(tuple):
    pass


print(json.dumps([Stack([1, 2]), Bag(a=1), Name("n"), Grade(2), Celsius(1.5), Point((1, 2))]))

# expect: [[1, 2], {"a": 1}, "n", 2, 1.5, [1, 2]]
