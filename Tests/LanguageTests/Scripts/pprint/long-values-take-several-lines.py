from pprint import pprint, pformat, pp
data = {"name": "a long name indeed", "numbers": list(range(30)), "nested": {"b": [1, 2, {"deep": "x" * 30, "other": (1,)}], "a": "text " * 20}, "t": (1, 2), "empty": {}}
pprint(data)
pprint(data, width=40)
pprint([1, 2, 3]); pprint("short"); pprint({"b": 1, "a": 2}); pp({"b": 1, "a": 2}); pprint({"b": 1, "a": 2}, sort_dicts=False)
pprint(list(range(40)), compact=True, width=50)
pprint(["word" * 5] * 4, indent=4, width=60)
pprint({"a": {"b": {"c": {"d": 1}}}}, depth=2)
print(pformat([["x" * 20] * 3] * 2, width=50))
pprint((("a" * 30, "b" * 30), ("c" * 30,)), width=50)
pprint("some long text that goes on " * 5, width=60)
pprint([{"id": i, "label": "item %d" % i, "tags": ["x", "y"]} for i in range(3)])
# expect: {'empty': {},
# expect:  'name': 'a long name indeed',
# expect:  'nested': {'a': 'text text text text text text text text text text text text '
# expect:                  'text text text text text text text text ',
# expect:             'b': [1,
# expect:                   2,
# expect:                   {'deep': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'other': (1,)}]},
# expect:  'numbers': [0,
# expect:              1,
# expect:              2,
# expect:              3,
# expect:              4,
# expect:              5,
# expect:              6,
# expect:              7,
# expect:              8,
# expect:              9,
# expect:              10,
# expect:              11,
# expect:              12,
# expect:              13,
# expect:              14,
# expect:              15,
# expect:              16,
# expect:              17,
# expect:              18,
# expect:              19,
# expect:              20,
# expect:              21,
# expect:              22,
# expect:              23,
# expect:              24,
# expect:              25,
# expect:              26,
# expect:              27,
# expect:              28,
# expect:              29],
# expect:  't': (1, 2)}
# expect: {'empty': {},
# expect:  'name': 'a long name indeed',
# expect:  'nested': {'a': 'text text text text '
# expect:                  'text text text text '
# expect:                  'text text text text '
# expect:                  'text text text text '
# expect:                  'text text text text ',
# expect:             'b': [1,
# expect:                   2,
# expect:                   {'deep': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
# expect:                    'other': (1,)}]},
# expect:  'numbers': [0,
# expect:              1,
# expect:              2,
# expect:              3,
# expect:              4,
# expect:              5,
# expect:              6,
# expect:              7,
# expect:              8,
# expect:              9,
# expect:              10,
# expect:              11,
# expect:              12,
# expect:              13,
# expect:              14,
# expect:              15,
# expect:              16,
# expect:              17,
# expect:              18,
# expect:              19,
# expect:              20,
# expect:              21,
# expect:              22,
# expect:              23,
# expect:              24,
# expect:              25,
# expect:              26,
# expect:              27,
# expect:              28,
# expect:              29],
# expect:  't': (1, 2)}
# expect: [1, 2, 3]
# expect: 'short'
# expect: {'a': 2, 'b': 1}
# expect: {'b': 1, 'a': 2}
# expect: {'b': 1, 'a': 2}
# expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
# expect:  15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
# expect:  27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38,
# expect:  39]
# expect: [   'wordwordwordwordword',
# expect:     'wordwordwordwordword',
# expect:     'wordwordwordwordword',
# expect:     'wordwordwordwordword']
# expect: {'a': {'b': {...}}}
# expect: [['xxxxxxxxxxxxxxxxxxxx',
# expect:   'xxxxxxxxxxxxxxxxxxxx',
# expect:   'xxxxxxxxxxxxxxxxxxxx'],
# expect:  ['xxxxxxxxxxxxxxxxxxxx',
# expect:   'xxxxxxxxxxxxxxxxxxxx',
# expect:   'xxxxxxxxxxxxxxxxxxxx']]
# expect: (('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
# expect:   'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'),
# expect:  ('cccccccccccccccccccccccccccccc',))
# expect: ('some long text that goes on some long text that goes on '
# expect:  'some long text that goes on some long text that goes on '
# expect:  'some long text that goes on ')
# expect: [{'id': 0, 'label': 'item 0', 'tags': ['x', 'y']},
# expect:  {'id': 1, 'label': 'item 1', 'tags': ['x', 'y']},
# expect:  {'id': 2, 'label': 'item 2', 'tags': ['x', 'y']}]
