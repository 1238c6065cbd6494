def f():
    try:
        try: raise KeyError("inner")
        except ValueError: print("wrong")
        finally: print("cleanup")
    except KeyError as e: print("outer", e)
f()

# expect: cleanup
# expect: outer 'inner'
