import numpy as np


def show(v):
    if isinstance(v, np.ndarray):
        print("array", v.dtype, v.shape)
        print(repr(v))
    elif isinstance(v, np.generic):
        print("scalar", v.dtype, repr(v), str(v))
    elif isinstance(v, (tuple, list)):
        print(type(v).__name__, len(v))
        for x in v:
            show(x)
    elif isinstance(v, np.dtype):
        print(repr(v))
    elif v is not None:
        print(type(v).__name__, repr(v))


def run(f):
    try:
        show(f())
    except Exception as error:
        print(type(error).__name__ + ": " + str(error))
