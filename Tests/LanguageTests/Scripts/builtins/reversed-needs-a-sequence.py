def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

import collections
import functools

things = [functools.partial(pow, 2), b"abc", bytearray(b"abc"), collections.deque([1, 2]), range(3), {1: 2}, {1: 2}.items()]
things += [(1, 2), "ab", {1}, 5, iter([1]), collections.OrderedDict(a=1), collections.Counter("aab")]
for o in things:
    t(lambda: list(reversed(o)))

# expect: TypeError 'functools.partial' object is not reversible
# expect: [99, 98, 97]
# expect: [99, 98, 97]
# expect: [2, 1]
# expect: [2, 1, 0]
# expect: [1]
# expect: [(1, 2)]
# expect: [2, 1]
# expect: ['b', 'a']
# expect: TypeError 'set' object is not reversible
# expect: TypeError 'int' object is not reversible
# expect: TypeError 'list_iterator' object is not reversible
# expect: ['a']
# expect: ['b', 'a']
