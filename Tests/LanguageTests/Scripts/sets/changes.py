s = set()
s.add(1); s.add(1); s.update([2, 3]); s.discard(9); s.remove(1)
print(s, len(s), 2 in s, set() == set(), frozenset([1, 1]), {frozenset([1]): "ok"}, set("aab") == {"a", "b"}, bool(set()))
s |= {5}; s &= {2, 5}; s -= {2}
print(s)

# expect: {2, 3} 2 True True frozenset({1}) {frozenset({1}): 'ok'} True False
# expect: {5}
