from functools import singledispatch, update_wrapper, wraps
@singledispatch
def show(x):
    """Shows."""
    return f"something {x!r}"
@show.register(int)
def _(x):
    return f"int {x}"
@show.register(list)
def show_list(x):
    return "list of " + ", ".join(show(e) for e in x)
show.register(str, lambda x: f"text {x}")
print(show(1), show("a"), show([1, "b", 2.5]), show(True), show(None), show.__name__, show.__doc__, show.dispatch(bool)(3))
def f():
    "doc of f"
def g():
    pass
print(update_wrapper(g, f) is g, g.__name__, g.__doc__, g.__wrapped__ is f)
# expect: int 1 text a list of int 1, text b, something 2.5 int True something None show Shows. int 3
# expect: True f doc of f True
