from functools import reduce, partial, lru_cache, wraps, cmp_to_key
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [1], 5), partial(pow, 2)(5), partial(print, sep="-").func is print, sorted([3, 1], key=cmp_to_key(lambda a, b: a - b)))
calls = []
@lru_cache(maxsize=2)
def f(x):
    calls.append(x)
    return x
f(1); f(1); f(2); f(3); f(1)
print(calls, f.cache_info())

# expect: 6 5 32 True [1, 3]
# expect: [1, 2, 3, 1] CacheInfo(hits=1, misses=4, maxsize=2, currsize=2)
