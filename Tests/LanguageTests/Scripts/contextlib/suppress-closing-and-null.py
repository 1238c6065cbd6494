from contextlib import closing, suppress, nullcontext
class Door:
    def close(self):
        print("closed")
with closing(Door()) as d:
    print(type(d).__name__)
with suppress(KeyError, IndexError):
    {}["x"]
    print("never")
try:
    with suppress(KeyError):
        raise ValueError("through")
except ValueError as error:
    print(error)
with nullcontext(5) as n, nullcontext() as m:
    print(n, m)
# expect: Door
# expect: closed
# expect: through
# expect: 5 None
