def g(a, items):
    yield a
    yield from (x + 1 for x in items if x != a)
print(list(g(12, [])))
try: print(sum(next(iter([])) for x in [1, 2]))
except RuntimeError as e: print(repr(e), repr(e.__cause__))
except StopIteration as e: print("stop")
class C:
    def __iter__(self): yield self.b
try: list(C())
except AttributeError as e: print(e)
try:
    try: 1 / 0
    finally: undefined
except Exception as e: print(repr(e), repr(e.__context__))
def gen():
    try:
        yield 1
        yield 2
    finally:
        print("clean")
x = gen(); next(x); del x; print("after")
def outer():
    r = yield from inner()
    print("got", r)
def inner():
    try:
        a = yield 1
        print("a", a)
        b = yield 2
    except ValueError as e:
        print("VE", e)
        yield 99
    return 7
o = outer(); print(next(o), o.send("S")); print(o.throw(ValueError("boo"))); 
try: next(o)
except StopIteration as e: print("end", e.value)
for i in gen():
    break
print("done")
class It:
    def __index__(self): raise KeyError("k")
try: [1][It()]
except Exception as e: print(repr(e))
def dele():
    for i in range(3):
        y = i
        print(y)
        del y
        try: y
        except UnboundLocalError as e: print(e)
dele()
# expect: [12]
# expect: RuntimeError('generator raised StopIteration') StopIteration()
# expect: 'C' object has no attribute 'b'
# expect: NameError("name 'undefined' is not defined") ZeroDivisionError('division by zero')
# expect: clean
# expect: after
# expect: a S
# expect: 1 2
# expect: VE boo
# expect: 99
# expect: got 7
# expect: end None
# expect: clean
# expect: done
# expect: KeyError('k')
# expect: 0
# expect: cannot access local variable 'y' where it is not associated with a value
# expect: 1
# expect: cannot access local variable 'y' where it is not associated with a value
# expect: 2
# expect: cannot access local variable 'y' where it is not associated with a value
