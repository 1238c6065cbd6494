def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

import collections
import string

print(collections.Counter({1: [2]}))
c = collections.Counter(a=2)
t(lambda: c.update({"b": [3]}))
t(lambda: string.capwords(b"a b"))

# expect: Counter({1: [2]})
# expect: TypeError can only concatenate list (not "int") to list
# expect: TypeError descriptor 'capitalize' for 'str' objects doesn't apply to a 'bytes' object
