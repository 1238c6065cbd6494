from contextlib import contextmanager, closing, suppress, nullcontext, redirect_stdout, ExitStack, ContextDecorator, AbstractContextManager
import io
@contextmanager
def tag(name):
    """Writes a tag."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print(f"</{name}>")
with tag("b") as t:
    print(t)
with tag("i"):
    raise ValueError("inside")
try:
    with tag("u"):
        raise KeyError("out")
except KeyError as error:
    print("outside", error)
print(tag.__name__, tag.__doc__)
@tag("deco")
def f(x):
    return x + 1
print(f(1), f(2), f.__name__)
@contextmanager
def never():
    if False:
        yield
@contextmanager
def twice():
    yield 1
    yield 2
for cm in (never, twice):
    try:
        with cm():
            pass
    except RuntimeError as error:
        print(error)
class Box:
    @contextmanager
    def opened(self):
        yield self
with Box().opened() as b:
    print(type(b).__name__)
# expect: <b>
# expect: B
# expect: </b>
# expect: <i>
# expect: caught inside
# expect: </i>
# expect: <u>
# expect: </u>
# expect: outside 'out'
# expect: tag Writes a tag.
# expect: <deco>
# expect: </deco>
# expect: <deco>
# expect: </deco>
# expect: 2 3 f
# expect: generator didn't yield
# expect: generator didn't stop
# expect: Box
