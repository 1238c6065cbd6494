from functools import cache, lru_cache
class A:
    @lru_cache(maxsize=None)
    def square(self, x): return x * x
    @cache
    def cube(self, x): return x ** 3
a = A()
print(a.square(3), a.square(3), a.cube(2), A.square.cache_info())

# expect: 9 9 8 CacheInfo(hits=1, misses=1, maxsize=None, currsize=1)
