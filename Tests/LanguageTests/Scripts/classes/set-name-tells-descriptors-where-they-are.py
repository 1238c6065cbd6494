class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name
        print("name", owner.__name__, name)

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        return getattr(obj, self.name)

    def __set__(self, obj, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(obj, self.name, value)


class Box:
    width = Positive()
    height = Positive()

    def __init__(self, width, height):
        self.width = width
        self.height = height


b = Box(2, 3)
b.width = 5
print(b.width, b.height, b.__dict__, type(Box.width).__name__)
try:
    b.height = -1
except ValueError as e:
    print(e)

# expect: name Box width
# expect: name Box height
# expect: 5 3 {'_width': 5, '_height': 3} Positive
# expect: height must be positive
