def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

class C:
    def m(self): "Does nothing."
    m.tag = 5

print(C().m.tag, C().m.__name__, C().m.__doc__, C().m.__self__.__class__ is C)
t(lambda: C().m.missing)

# expect: 5 m Does nothing. True
# expect: AttributeError 'function' object has no attribute 'missing'
