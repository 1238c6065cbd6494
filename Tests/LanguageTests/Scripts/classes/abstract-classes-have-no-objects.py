from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Half(Shape):
    def area(self):
        return 1


class Square(Half):
    name = "square"


for cls in (Shape, Half, Square):
    try:
        print(cls().describe())
    except TypeError as e:
        print(e)


class Base(ABC):
    @classmethod
    @abstractmethod
    def make(cls):
        ...

    @staticmethod
    @abstractmethod
    def help():
        ...

    @abstractmethod
    def run(self):
        return "base"


class Full(Base):
    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def help():
        return "help"

    def run(self):
        return super().run() + " full"


print(Full.make().run(), Full.help(), isinstance(Full(), ABC), issubclass(Full, Base), Base.__name__)
try:
    Base()
except TypeError as e:
    print(e)

# expect: Can't instantiate abstract class Shape with abstract methods area, name
# expect: Can't instantiate abstract class Half with abstract method name
# expect: square: 1
# expect: base full help True True Base
# expect: Can't instantiate abstract class Base with abstract methods help, make, run
