def gen():
    try:
        yield 1
    finally:
        print("closed")

def fails():
    g = gen()
    next(g)
    g.throw(ValueError(undefined))

try:
    try:
        fails()
    except Exception as e:
        raise RuntimeError("again") from e
except RuntimeError as r:
    print(r)
print("after")

def walks():
    try:
        for i in gen():
            raise KeyError(i)
    except KeyError:
        print("caught")
    print("after")

walks()

# expect: again
# expect: closed
# expect: after
# expect: closed
# expect: caught
# expect: after
