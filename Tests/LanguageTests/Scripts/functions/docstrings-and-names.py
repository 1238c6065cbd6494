def f(x):
    """Doubles.

    More."""
    return x * 2
print(f.__name__, repr(f.__doc__), (lambda: 0).__name__)
f.tag = 5
print(f.tag)

# expect: f 'Doubles.\n\n    More.' <lambda>
# expect: 5
