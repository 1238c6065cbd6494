def g():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
it = g(); next(it); it.close()
print(list(it))

# expect: closed
# expect: []
