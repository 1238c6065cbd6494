it = iter([1, 2, 3])
print(next(it), list(it), list(it), next(it, 'done'))
it = iter('ab')
print(iter(it) is it, [x for x in it], next(it, None))
l = [1, 2]
it = iter(l)
next(it)
l.append(3)
print(list(it))
l.append(4)
print(list(it))
z = zip([1, 2, 3], iter([10, 20]))
print(list(z), list(z))
e = enumerate('abc', start=5)
print(next(e), list(e), next(e, 'end'))
m = map(lambda a, b: a + b, [1, 2], [10, 20, 30])
print(next(m), list(m))
f = filter(None, [0, 1, '', 'a'])
print(list(f), list(f))
a = iter([1, 2, 3, 4])
print(list(zip(a, a)), dict(zip('ab', [1, 2])), list(zip()), list(zip('a')), list(map(str, [])))
print(list(iter(lambda c=iter([1, 2, 0, 3]): next(c), 0)), sum(iter([1, 2])), max(iter([3, 1])), 2 in iter([1, 2, 3]))
r = reversed([1, 2, 3])
print(next(r), list(r), list(reversed('abc')), list(reversed({'a': 1, 'b': 2})), list(reversed(range(3))), list(reversed((1, 2))))
class Once:
    def __iter__(self):
        yield 1
        yield 2
o = Once()
print(list(o), list(o))
class Broken:
    def __iter__(self): return 5
for f in [lambda: iter(Broken()), lambda: next([1]), lambda: iter(5), lambda: next(iter([]))]:
    try: f()
    except (TypeError, StopIteration) as e: print(type(e).__name__, e)
print(*zip(*[(1, 'a'), (2, 'b')]), *map(lambda *a: a, 'ab', [1, 2]))
for bad in [lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True))]:
    try: bad()
    except ValueError as e: print(e)

# expect: 1 [2, 3] [] done
# expect: True ['a', 'b'] None
# expect: [2, 3]
# expect: []
# expect: [(1, 10), (2, 20)] []
# expect: (5, 'a') [(6, 'b'), (7, 'c')] end
# expect: 11 [22]
# expect: [1, 'a'] []
# expect: [(1, 2), (3, 4)] {'a': 1, 'b': 2} [] [('a',)] []
# expect: [1, 2] 3 3 True
# expect: 3 [2, 1] ['c', 'b', 'a'] ['b', 'a'] [2, 1, 0] [2, 1]
# expect: [1, 2] [1, 2]
# expect: TypeError iter() returned non-iterator of type 'int'
# expect: TypeError 'list' object is not an iterator
# expect: TypeError 'int' object is not iterable
# expect: StopIteration
# expect: (1, 2) ('a', 'b') ('a', 1) ('b', 2)
# expect: zip() argument 2 is longer than argument 1
# expect: zip() argument 2 is shorter than argument 1
