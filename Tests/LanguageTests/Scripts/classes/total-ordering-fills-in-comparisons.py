import functools


@functools.total_ordering
class Student:
    def __init__(self, name, grade):
        self.name = name
        self.grade = grade

    def __eq__(self, other):
        return self.grade == other.grade

    def __lt__(self, other):
        return self.grade < other.grade

    def __repr__(self):
        return self.name


a, b, c = Student("a", 1), Student("b", 2), Student("c", 1)
print(a < b, a <= c, a >= c, b > a, a >= b, sorted([b, a, c]), max(a, b), min([b, c]))

# expect: True True True True False [a, c, b] b c
