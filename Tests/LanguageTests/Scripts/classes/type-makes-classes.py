def hello(self):
    return f"hello from {self.name}"


Dog = type("Dog", (), {"hello": hello, "name": "rex", "__doc__": "A dog."})
d = Dog()
print(d.hello(), type(d).__name__, Dog.__name__, Dog.__doc__, isinstance(d, Dog))
Puppy = type("Puppy", (Dog,), {"name": "bello", "__init__": lambda self, age: setattr(self, "age", age)})
print(Puppy(2).hello(), Puppy(2).age, issubclass(Puppy, Dog), Puppy.__bases__[0].__name__)
Stack = type("Stack", (list,), {"peek": lambda self: self[-1]})
print(Stack([1, 2]).peek())
for f in (lambda: type("X", (), {}, 5), lambda: type("X", [], {}), lambda: type(5, (), {})):
    try:
        f()
    except TypeError as e:
        print(type(e).__name__)

# expect: hello from rex Dog Dog A dog. True
# expect: hello from bello 2 True Dog
# expect: 2
# expect: TypeError
# expect: TypeError
# expect: TypeError
