def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

t(lambda: sum(1 for x in next(iter([]))))
t(lambda: sum(next(iter([])) for x in [1]))
t(lambda: any(x for x in [next(iter([]))]))
t(lambda: list(y for x in [1] for y in next(iter([]))))
t(lambda: tuple(x for x in [1, 2] if next(iter([]))))

# expect: StopIteration
# expect: RuntimeError generator raised StopIteration
# expect: StopIteration
# expect: RuntimeError generator raised StopIteration
# expect: RuntimeError generator raised StopIteration
