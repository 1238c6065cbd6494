class Dog:
    tricks = []
    count = 0

    def __init__(self, name):
        self.name = name
        Dog.count += 1


a, b = Dog("a"), Dog("b")
a.tricks.append("roll")
a.count = 99
print(b.tricks, Dog.count, a.count, b.count, a.__dict__, Dog.__dict__["count"], type(a).count)
del a.count
print(a.count)
Dog.legs = 4
print(a.legs, hasattr(b, "legs"))

# expect: ['roll'] 2 99 2 {'name': 'a', 'count': 99} 2 2
# expect: 2
# expect: 4 True
