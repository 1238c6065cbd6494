t = (1, 'a', 2.5)
print(t[0], t[-1], t[1:], t[::-1], t + (4,), t * 2, (1,), (), 1 in t, len(t), t.index('a'), t.count(1), (1, 2) < (1, 3), (1,) < (1, 0), (1, 2) == (1, 2), (1, 2) == [1, 2], tuple('ab'), tuple([1]), tuple(), hash((1, 2)) == hash((1, 2)), {(1, 2): 'k'}[(1, 2)])
a, b, c = t
(x, y), z = (1, 2), 3
first, *rest = t
*init, last = t
p, *m, q = 1, 2, 3, 4
print(a, b, c, x, y, z, first, rest, init, last, p, m, q)
a, b = b, a
print(a, b, (1, (2, [3])), ((),), ((1,),), str((1,)), repr(('a',)), sorted([(2, 'a'), (1, 'b')]), max((1, 2), (1, 3)), sum((1, 2)), *(1, 2))
l = ([1], 2)
l[0].append(5)
print(l)
try: l[0] += [6]
except TypeError as e: print(e, l)
for f in [lambda: t[5], lambda: t['a'], lambda: hash(([],)), lambda: t.index('z'), lambda: t + [1], lambda: (1,) < 1, lambda: t * 1.5, lambda: tuple(5)]:
    try: f()
    except (IndexError, TypeError, ValueError) as e: print(type(e).__name__, e)
for i, (a, *b) in enumerate([(1, 2, 3), 'xy']): print(i, a, b)

# expect: 1 2.5 ('a', 2.5) (2.5, 'a', 1) (1, 'a', 2.5, 4) (1, 'a', 2.5, 1, 'a', 2.5) (1,) () True 3 1 1 True True True False ('a', 'b') (1,) () True k
# expect: 1 a 2.5 1 2 3 1 ['a', 2.5] [1, 'a'] 2.5 1 [2, 3] 4
# expect: a 1 (1, (2, [3])) ((),) ((1,),) (1,) ('a',) [(1, 'b'), (2, 'a')] (1, 3) 3 1 2
# expect: ([1, 5], 2)
# expect: 'tuple' object does not support item assignment ([1, 5, 6], 2)
# expect: IndexError tuple index out of range
# expect: TypeError tuple indices must be integers or slices, not str
# expect: TypeError unhashable type: 'list'
# expect: ValueError tuple.index(x): x not in tuple
# expect: TypeError can only concatenate tuple (not "list") to tuple
# expect: TypeError '<' not supported between instances of 'tuple' and 'int'
# expect: TypeError can't multiply sequence by non-int of type 'float'
# expect: TypeError 'int' object is not iterable
# expect: 0 1 [2, 3]
# expect: 1 x ['y']
