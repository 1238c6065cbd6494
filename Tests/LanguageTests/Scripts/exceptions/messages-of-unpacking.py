def two():
    a, b = [1, 2, 3]
def three():
    a, b, c = 1, 2
def star():
    a, *b, c = [1]
def no():
    a, b = 5
for f in (two, three, star, no):
    try: f()
    except (ValueError, TypeError) as e: print(e)

# expect: too many values to unpack (expected 2)
# expect: not enough values to unpack (expected 3, got 2)
# expect: not enough values to unpack (expected at least 2, got 1)
# expect: cannot unpack non-iterable int object
