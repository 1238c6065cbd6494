class A: pass
class B:
    def __enter__(self): return 1
for t in (5, A(), B()):
    try:
        with t: pass
    except TypeError as e: print(e)

# expect: 'int' object does not support the context manager protocol
# expect: 'A' object does not support the context manager protocol
# expect: 'B' object does not support the context manager protocol (missed __exit__ method)
