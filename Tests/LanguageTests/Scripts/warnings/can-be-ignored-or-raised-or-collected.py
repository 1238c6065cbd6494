import warnings
warnings.filterwarnings("ignore")
warnings.warn("never seen")
warnings.resetwarnings()
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("now an error", RuntimeWarning)
    except RuntimeWarning as error:
        print(type(error).__name__, error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("one")
    warnings.warn("two", DeprecationWarning)
    print(len(caught), [(str(w.message), w.category.__name__) for w in caught])
warnings.filterwarnings("ignore", category=DeprecationWarning)
warnings.warn("old", DeprecationWarning)
try:
    warnings.warn("x", ValueError)
except TypeError as error:
    print("TypeError")
# expect: RuntimeWarning now an error
# expect: 2 [('one', 'UserWarning'), ('two', 'DeprecationWarning')]
# expect: TypeError
