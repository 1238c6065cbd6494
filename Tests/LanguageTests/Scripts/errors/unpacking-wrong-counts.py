def two(): a, b = [1, 2, 3]
def three(): a, b, c = [1]
def star(): a, b, *c = [1]
def no(): a, b = 5
def text(): a, b = "abc"
def nested(): (a, b), c = 1, 2
for t in (two, three, star, no, text, nested):
    try: t()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)

# expect: ValueError too many values to unpack (expected 2)
# expect: ValueError not enough values to unpack (expected 3, got 1)
# expect: ValueError not enough values to unpack (expected at least 2, got 1)
# expect: TypeError cannot unpack non-iterable int object
# expect: ValueError too many values to unpack (expected 2)
# expect: TypeError cannot unpack non-iterable int object
