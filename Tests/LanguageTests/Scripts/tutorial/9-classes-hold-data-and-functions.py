class MyClass:
    """A simple example class"""
    i = 12345
    def f(self):
        return 'hello world'
x = MyClass()
print(x.i, x.f(), MyClass.__doc__, MyClass.f(x))
xf = x.f
print(xf(), x.f.__self__ is x, x.f.__func__ is MyClass.f)
x.counter = 1
while x.counter < 10:
    x.counter = x.counter * 2
print(x.counter)
del x.counter
print(hasattr(x, 'counter'))
class Complex:
    def __init__(self, realpart, imagpart):
        self.r = realpart
        self.i = imagpart
c = Complex(3.0, -4.5)
print(c.r, c.i)
class Dog:
    kind = 'canine'
    tricks = []
    def __init__(self, name):
        self.name = name
    def add_trick(self, trick):
        self.tricks.append(trick)
d, e = Dog('Fido'), Dog('Buddy')
d.add_trick('roll over')
e.add_trick('play dead')
print(d.kind, e.kind, d.name, e.name, d.tricks)
class Warehouse:
    purpose = 'storage'
    region = 'west'
w1, w2 = Warehouse(), Warehouse()
w2.region = 'east'
print(w1.purpose, w1.region, w2.purpose, w2.region)

# expect: 12345 hello world A simple example class hello world
# expect: hello world True True
# expect: 16
# expect: False
# expect: 3.0 -4.5
# expect: canine canine Fido Buddy ['roll over', 'play dead']
# expect: storage west storage east
