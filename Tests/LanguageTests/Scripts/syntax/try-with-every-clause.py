def f(x):
    try:
        if x == 1: raise KeyError("k")
        if x == 2: raise ValueError("v")
        if x == 3: return "returned"
    except KeyError as e: print("key", e)
    except (ValueError, TypeError): print("value")
    else: print("else")
    finally: print("finally")
    return "end"
for x in range(4): print(f(x))
try:
    try: 1 / 0
    finally: print("inner")
except: print("bare")
for i in range(3):
    try:
        if i == 1: continue
        print(i)
    finally: print("f", i)

# expect: else
# expect: finally
# expect: end
# expect: key 'k'
# expect: finally
# expect: end
# expect: value
# expect: finally
# expect: end
# expect: finally
# expect: returned
# expect: inner
# expect: bare
# expect: 0
# expect: f 0
# expect: f 1
# expect: 2
# expect: f 2
