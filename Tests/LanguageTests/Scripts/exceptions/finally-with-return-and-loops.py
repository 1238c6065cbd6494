def f():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally: print("finally", i)
    try: return "try"
    finally: print("last")
print(f())
def g():
    try: return 1
    finally: return 2
print(g())

# expect: body 0
# expect: finally 0
# expect: finally 1
# expect: finally 2
# expect: last
# expect: try
# expect: 2
