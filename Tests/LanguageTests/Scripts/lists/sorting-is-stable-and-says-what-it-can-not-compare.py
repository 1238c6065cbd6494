words = ['banana', 'kiwi', 'Apple', 'fig', 'Cherry', 'date']
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
pairs = [(1, 'b'), (2, 'a'), (1, 'a'), (2, 'b')]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True), sorted(pairs, key=lambda p: p[1]))
print(sorted([3, 1.5, True, -2]), sorted([[2], [1, 5], [1]]), sorted('bca'), sorted({'b': 1, 'a': 2}), sorted([]), sorted([1]), sorted(range(5), key=lambda x: -x), sorted([None, None], key=lambda x: 0))
for bad in [[1, 'a'], ['a', 1], [None, 1], [[1], 1], [(1, 'a'), (1, 2)], [{}, {}], [1, None, 2]]:
    try: sorted(bad)
    except TypeError as e: print(e)
l = [3, 1, 2]
try: l.sort(key=lambda x: 1 / (x - 2))
except ZeroDivisionError as e: print(e, sorted(l))
print(min('b', 'a', key=lambda c: -ord(c)), max([1, 5, 5.0]), min([2, 2.0]), max('a', 'B', key=str.lower), max([], default='none'), min([[3], [1, 2]], key=sum))
print(sorted([0.0, -0.0, 1, True]), sorted([True, False, 1, 0]))

# expect: ['Apple', 'Cherry', 'banana', 'date', 'fig', 'kiwi'] ['Apple', 'banana', 'Cherry', 'date', 'fig', 'kiwi'] ['fig', 'kiwi', 'date', 'Apple', 'banana', 'Cherry'] ['banana', 'Cherry', 'Apple', 'kiwi', 'date', 'fig'] ['fig', 'date', 'kiwi', 'Apple', 'Cherry', 'banana']
# expect: [(1, 'a'), (1, 'b'), (2, 'a'), (2, 'b')] [(1, 'b'), (1, 'a'), (2, 'a'), (2, 'b')] [(2, 'a'), (2, 'b'), (1, 'b'), (1, 'a')] [(2, 'a'), (1, 'a'), (1, 'b'), (2, 'b')]
# expect: [-2, True, 1.5, 3] [[1], [1, 5], [2]] ['a', 'b', 'c'] ['a', 'b'] [] [1] [4, 3, 2, 1, 0] [None, None]
# expect: '<' not supported between instances of 'str' and 'int'
# expect: '<' not supported between instances of 'int' and 'str'
# expect: '<' not supported between instances of 'int' and 'NoneType'
# expect: '<' not supported between instances of 'int' and 'list'
# expect: '<' not supported between instances of 'int' and 'str'
# expect: '<' not supported between instances of 'dict' and 'dict'
# expect: '<' not supported between instances of 'NoneType' and 'int'
# expect: division by zero [1, 2, 3]
# expect: b 5 2 B none [3]
# expect: [0.0, -0.0, 1, True] [False, 0, True, 1]
