class C:
    def __repr__(self):
        return "C()"


c = C()
print(c.__class__.__name__, c.__repr__(), c.__str__(), c.__eq__(c), c.__ne__(c), c.__hash__() == hash(c), C.__name__, C.__qualname__, C.__module__, c.__dict__)
print(object.__repr__(c).startswith("<__main__.C object at 0x"), c.__format__(""), C.__eq__(c, c), C.__init__ is not None, callable(C.__new__))
o = object()
print(o == o, o != object(), str(o).startswith("<object object at"), isinstance(o, object), type(o).__name__)
try:
    o.x = 1
except AttributeError as e:
    print(e)

# expect: C C() C() True False True C C __main__ {}
# expect: True C() True True True
# expect: True True True True object
# expect: 'object' object has no attribute 'x'
