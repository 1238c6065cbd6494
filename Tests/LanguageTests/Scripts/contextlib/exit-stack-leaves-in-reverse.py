from contextlib import ExitStack, contextmanager
@contextmanager
def room(n):
    print("enter", n)
    try:
        yield n
    finally:
        print("leave", n)
with ExitStack() as stack:
    rooms = [stack.enter_context(room(i)) for i in range(3)]
    stack.callback(print, "callback", sep="!")
    print(rooms)
try:
    with ExitStack() as stack:
        stack.enter_context(room("x"))
        stack.push(lambda t, v, tb: print("saw", t.__name__))
        raise ValueError("bad")
except ValueError as error:
    print(error)
with ExitStack() as stack:
    stack.push(lambda *a: True)
    raise KeyError("swallowed")
with ExitStack() as stack:
    stack.enter_context(room("kept"))
    later = stack.pop_all()
print("between")
later.close()
try:
    ExitStack().enter_context(5)
except TypeError as error:
    print(error)
# expect: enter 0
# expect: enter 1
# expect: enter 2
# expect: [0, 1, 2]
# expect: callback
# expect: leave 2
# expect: leave 1
# expect: leave 0
# expect: enter x
# expect: saw ValueError
# expect: leave x
# expect: bad
# expect: enter kept
# expect: between
# expect: leave kept
# expect: 'builtins.int' object does not support the context manager protocol
