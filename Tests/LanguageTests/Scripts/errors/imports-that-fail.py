def f(): import no_such_module
def g(): from math import no_such_name
def h(): import os.nothing
for t in (f, g, h):
    try: t()
    except ImportError as e: print(type(e).__name__, str(e).split(" (")[0])

# expect: ModuleNotFoundError No module named 'no_such_module'
# expect: ImportError cannot import name 'no_such_name' from 'math'
# expect: ModuleNotFoundError No module named 'os.nothing'; 'os' is not a package
