import abc


class Model(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def fit(self):
        pass


class Linear(Model):
    def __init__(self, n):
        self.n = n

    def fit(self):
        return self.n


try:
    Model()
except TypeError as e:
    print(e)
print(Linear(3).fit())


class Plain:
    @abc.abstractmethod
    def f(self):
        pass


print(type(Plain()).__name__)

# expect: Can't instantiate abstract class Model with abstract method fit
# expect: 3
# expect: Plain
