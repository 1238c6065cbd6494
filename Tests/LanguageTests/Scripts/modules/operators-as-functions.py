import operator
from operator import itemgetter, attrgetter, methodcaller
print(operator.add(2, 3), operator.truediv(7, 2), operator.floordiv(-7, 2), operator.mod(-7, 3), operator.pow(2, 10), operator.neg(4), operator.not_(0), operator.lt(1, 2), operator.contains([1], 1), operator.and_(6, 3), operator.or_(6, 3))
rows = [("b", 2), ("a", 3), ("c", 1)]
print(sorted(rows, key=itemgetter(1)), max(rows, key=itemgetter(0)), itemgetter(0, 1)("xyz"), methodcaller("upper")("abc"))
class A: pass
a = A(); a.b = A(); a.b.c = 5; a.d = 1
print(attrgetter("b.c")(a), attrgetter("d", "b.c")(a))
l = [1]
print(operator.iadd(l, [2]) is l, l, operator.getitem("abc", 1), operator.countOf([1, 2, 1], 1), operator.indexOf([1, 2], 2))

# expect: 5 3.5 -4 2 1024 -4 True True True 2 7
# expect: [('c', 1), ('b', 2), ('a', 3)] ('c', 1) ('x', 'y') ABC
# expect: 5 (1, 5)
# expect: True [1, 2] b 2 1
