def g():
    while True:
        try: yield 1
        except ValueError as e: print("caught", e)
it = g(); next(it)
print(it.throw(ValueError("x")))

# expect: caught x
# expect: 1
