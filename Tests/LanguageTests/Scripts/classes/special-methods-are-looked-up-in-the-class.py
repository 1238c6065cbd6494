class A:
    def __len__(self):
        return 3

    def __bool__(self):
        return False

    def __index__(self):
        return 2

    def __call__(self, *args, **kw):
        return args, kw

    def __contains__(self, x):
        return x == 1

    def __reversed__(self):
        return iter([3, 2, 1])

    def __format__(self, spec):
        return f"<{spec}>"

    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __round__(self, n=None):
        return ("round", n)

    def __abs__(self):
        return "abs"

    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "inv"

    def __divmod__(self, other):
        return ("divmod", other)

    def __rdivmod__(self, other):
        return ("rdivmod", other)


a = A()
a.__len__ = lambda: 100
print(len(a), bool(a), [10, 20, 30][a], a(1, x=2), 1 in a, 2 in a, list(reversed(a)), f"{a:xyz}", format(a, ""), int(a), float(a), round(a), round(a, 2), abs(a), -a, +a, ~a, divmod(a, 2), divmod(2, a), "x" * a, hex(a))

# expect: 3 False 30 ((1,), {'x': 2}) True False [3, 2, 1] <xyz> <> 7 7.5 ('round', None) ('round', 2) abs neg pos inv ('divmod', 2) ('rdivmod', 2) xx 0x2
