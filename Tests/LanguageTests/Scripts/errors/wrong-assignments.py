t = (1, 2); s = "abc"
def f(): t[0] = 1
def g(): s[0] = "z"
def h(): del t[0]
def l(): len.x = 1
def m(): int.x = 1
def n(): range(3)[0] = 1
def o(): t[0] += 1
for c in (f, g, h, l, m, n, o):
    try: c()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)

# expect: TypeError 'tuple' object does not support item assignment
# expect: TypeError 'str' object does not support item assignment
# expect: TypeError 'tuple' object doesn't support item deletion
# expect: AttributeError 'builtin_function_or_method' object has no attribute 'x'
# expect: TypeError cannot set 'x' attribute of immutable type 'int'
# expect: TypeError 'range' object does not support item assignment
# expect: TypeError 'tuple' object does not support item assignment
