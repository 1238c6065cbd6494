s = {3, 1, 2}
def show(x): return sorted(x) if isinstance(x, (set, frozenset)) else x
print([show(x) for x in [s | {5}, s & {1, 9}, s - {1}, s ^ {1, 7}, s.union([8], (9,)), s.intersection([1, 2], [2]), s.difference([1], [2]), s.symmetric_difference([3, 4]), s.copy()]])
print(s <= {1, 2, 3, 4}, s < s, s >= {1}, s > {1}, s == {1, 2, 3}, s != {1}, s.issubset([1, 2, 3]), s.issuperset([1]), s.isdisjoint([9]), {1} < {2}, set() <= s, s == frozenset([1, 2, 3]), 2 in s, len(s))
print(s.add(4), s.add(4), s.discard(9), s.remove(4), s.update([5], 'a'), s.intersection_update({1, 2, 5}), s.difference_update([5]), s.symmetric_difference_update([2, 7]), show(s), s.clear(), s)
s |= {1, 2}; s &= {2, 3}; s -= {9}; s ^= {4}
print(show(s), set('aab') == {'a', 'b'}, len(set([1, 1.0, True])), show({x % 3 for x in range(9)}), frozenset([1]) | {2} == {1, 2}, type(frozenset([1]) | {2}).__name__, type({1} | frozenset()).__name__, repr(frozenset()), repr(set()), {1}, frozenset({1}))
print({frozenset([1]): 'k'}[frozenset([1])], hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1])} == {frozenset([1])}, {1, 2}.pop() in (1, 2), bool(set()), show(set(range(3))))
for f in [lambda: set().pop(), lambda: {1}.remove(2), lambda: {[]}, lambda: {1} + {2}, lambda: {1} | [2], lambda: {1}[0], lambda: hash({1}), lambda: {1} < [1], lambda: frozenset().add(1), lambda: set(5), lambda: {1}.union(5), lambda: {1} & 5, lambda: {{}}]:
    try: f()
    except (KeyError, TypeError, AttributeError) as e: print(type(e).__name__, e)

# expect: [[1, 2, 3, 5], [1], [2, 3], [2, 3, 7], [1, 2, 3, 8, 9], [2], [3], [1, 2, 4], [1, 2, 3]]
# expect: True False True True True True True True True False True True True 3
# expect: None None None None None None None None [1, 7] None set()
# expect: [2, 4] True 1 [0, 1, 2] True frozenset set frozenset() set() {1} frozenset({1})
# expect: k True True True False [0, 1, 2]
# expect: KeyError 'pop from an empty set'
# expect: KeyError 2
# expect: TypeError unhashable type: 'list'
# expect: TypeError unsupported operand type(s) for +: 'set' and 'set'
# expect: TypeError unsupported operand type(s) for |: 'set' and 'list'
# expect: TypeError 'set' object is not subscriptable
# expect: TypeError unhashable type: 'set'
# expect: TypeError '<' not supported between instances of 'set' and 'list'
# expect: AttributeError 'frozenset' object has no attribute 'add'
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: TypeError unsupported operand type(s) for &: 'set' and 'int'
# expect: TypeError unhashable type: 'dict'
