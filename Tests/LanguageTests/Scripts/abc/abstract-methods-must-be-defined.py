from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""
    @property
    @abstractmethod
    def name(self):
        ...
    def describe(self):
        return f"{self.name}: {self.area()}"
class Half(Shape):
    def area(self):
        return 1
class Square(Shape):
    def __init__(self, side):
        self.side = side
    def area(self):
        return self.side ** 2
    @property
    def name(self):
        return "square"
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as error:
        print(error)
s = Square(3)
print(s.describe(), isinstance(s, Shape), isinstance(s, ABC), issubclass(Square, Shape))
# expect: Can't instantiate abstract class Shape with abstract methods area, name
# expect: Can't instantiate abstract class Half with abstract method name
# expect: square: 9 True True True
