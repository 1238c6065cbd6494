def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

class Broken:
    def __str__(self): return 1

t(lambda: print("a", Broken(), "b"))
t(lambda: print("a", "b", Broken(), sep="-"))
t(lambda: print(Broken()))

# expect: a TypeError __str__ returned non-string (type int)
# expect: a-b-TypeError __str__ returned non-string (type int)
# expect: TypeError __str__ returned non-string (type int)
