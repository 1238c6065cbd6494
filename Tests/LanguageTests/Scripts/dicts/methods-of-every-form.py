d = {'a': 1, 'b': 2}
print(d.get('a'), d.get('z'), d.get('z', 0), d.setdefault('a', 9), d.setdefault('c', 3), d.setdefault('n'), d, d.pop('n'), d.pop('z', 'gone'), d.popitem(), d)
print(d.update({'b': 20}), d.update([('x', 1)]), d.update(y=2, b=5), d.update({'q': 1}, r=2), d)
print(list(d.keys()), list(d.values()), list(d.items()), len(d), 'a' in d, 1 in d.values(), ('a', 1) in d.items(), d.copy() == d, d.copy() is d)
print(dict.fromkeys('ab'), dict.fromkeys([1, 2], 0), dict([(1, 2)]), dict(a=1), dict({'a': 1}, b=2), dict(zip('ab', [1, 2])), {} | {'a': 1}, {'a': 1} | {'a': 2, 'b': 3})
d |= {'z': 26}
d |= [('w', 23)]
print(d, {**d, 'a': 0} == d, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {1: 'a', 1.0: 'b', True: 'c'}, {(1, 2): 't'}[1, 2])
del d['z']
d['a'] += 10
d['new'] = d['a'] = 0
print(d, d.clear(), d)
k, v = {'a': 1}.keys(), {'a': 1}.values()
print(k, v, {'a': 1}.items(), {'a': 1, 'b': 2}.keys() & {'a'}, sorted({'a': 1}.keys() | {'b'}), {'a': 1}.keys() == {'a'}, {'a': 1}.keys() - ['a'], {'a': 1}.items() ^ set(), {'a': 1}.keys().isdisjoint('b'))
x = {}
x['self'] = x
print(x, {1: {2: {3: 4}}}[1][2][3], {k: v for k, v in [('a', 1), ('a', 2)]}, list({'b': 1, 'a': 2}), list(reversed({'b': 1, 'a': 2}.items())))
for f in [lambda: {}['k'], lambda: {}.pop('k'), lambda: {}.popitem(), lambda: {[]: 1}, lambda: {}[{}], lambda: dict([1]), lambda: dict(['abc']), lambda: {}.fromkeys(5), lambda: {1: 2}[2], lambda: {} < {}, lambda: {} + {}, lambda: {'a': 1}[None], lambda: {}.update(5)]:
    try: f()
    except (KeyError, TypeError, ValueError) as e: print(type(e).__name__, e)

# expect: 1 None 0 1 3 None {'a': 1, 'b': 2} None gone ('c', 3) {'a': 1, 'b': 2}
# expect: None None None None {'a': 1, 'b': 5, 'x': 1, 'y': 2, 'q': 1, 'r': 2}
# expect: ['a', 'b', 'x', 'y', 'q', 'r'] [1, 5, 1, 2, 1, 2] [('a', 1), ('b', 5), ('x', 1), ('y', 2), ('q', 1), ('r', 2)] 6 True True True True False
# expect: {'a': None, 'b': None} {1: 0, 2: 0} {1: 2} {'a': 1} {'a': 1, 'b': 2} {'a': 1, 'b': 2} {'a': 1} {'a': 2, 'b': 3}
# expect: {'a': 1, 'b': 5, 'x': 1, 'y': 2, 'q': 1, 'r': 2, 'z': 26, 'w': 23} False True {1: 'c'} t
# expect: {} None {}
# expect: dict_keys(['a']) dict_values([1]) dict_items([('a', 1)]) {'a'} ['a', 'b'] True set() {('a', 1)} True
# expect: {'self': {...}} 4 {'a': 2} ['b', 'a'] [('a', 2), ('b', 1)]
# expect: KeyError 'k'
# expect: KeyError 'k'
# expect: KeyError 'popitem(): dictionary is empty'
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'dict'
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError 'int' object is not iterable
# expect: KeyError 2
# expect: TypeError '<' not supported between instances of 'dict' and 'dict'
# expect: TypeError unsupported operand type(s) for +: 'dict' and 'dict'
# expect: KeyError None
# expect: TypeError 'int' object is not iterable
