class Logged:
    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        if not name.startswith("__"):
            print("get", name)
        return object.__getattribute__(self, name)

    def method(self):
        return self.x

    def __getattr__(self, name):
        return name.upper()


l = Logged()
print(l.x, l.method(), l.nothing)
l.x = 5
print(l.x)

# expect: get x
# expect: get method
# expect: get x
# expect: get nothing
# expect: 1 1 NOTHING
# expect: get x
# expect: 5
