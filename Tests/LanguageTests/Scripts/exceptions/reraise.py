def f():
    try: int("x")
    except ValueError:
        print("logged")
        raise
try: f()
except ValueError as e: print(e)

# expect: logged
# expect: invalid literal for int() with base 10: 'x'
