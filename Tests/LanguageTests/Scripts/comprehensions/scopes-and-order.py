x = 'outer'
print([x for x in range(3)], x, {x: y for x, y in [(1, 2)]}, {x for x in 'a'}, x)
print([(i, j) for i in range(2) for j in range(i + 1)], [[j for j in range(i)] for i in range(3)], [i for i in range(10) if i % 2 if i > 3], [i if i % 2 else -i for i in range(4)])
def f(): return [x for _ in range(2)]
print(f(), [lambda: i for i in range(3)][0](), [(lambda i=i: i)() for i in range(3)], [y := i for i in range(3)], y)
print({k: v for k, v in sorted({'b': 1, 'a': 2}.items())}, {v: k for k, v in {'a': 1}.items()}, {i % 3: i for i in range(7)}, [*(i for i in 'ab')], sum(i * j for i in [1, 2] for j in [3, 4]), ''.join(c.upper() for c in 'abc' if c != 'b'))
matrix = [[1, 2], [3, 4]]
print([v for row in matrix for v in row], [[row[i] for row in matrix] for i in range(2)], [a + b for a, b in zip([1, 2], [3, 4])], [w for w in (s.strip() for s in [' a ', 'b']) if w])
def note(v):
    print(v, end=' ')
    return v
[note(a) for a in [note(1), note(2)] if note(True)]; print()
{note('k'): note('v') for _ in [0]}; print()
try: [i for i in 5]
except TypeError as e: print(e)
try: [undefined for i in [1]]
except NameError as e: print(e)
try: print(i_was_local)
except NameError as e: print(e)
class K:
    n = 3
    squares = [i * i for i in range(n)]
print(K.squares)

# expect: [0, 1, 2] outer {1: 2} {'a'} outer
# expect: [(0, 0), (1, 0), (1, 1)] [[], [0], [0, 1]] [5, 7, 9] [0, 1, -2, 3]
# expect: ['outer', 'outer'] 2 [0, 1, 2] [0, 1, 2] 2
# expect: {'a': 2, 'b': 1} {1: 'a'} {0: 6, 1: 4, 2: 5} ['a', 'b'] 21 AC
# expect: [1, 2, 3, 4] [[1, 3], [2, 4]] [4, 6] ['a', 'b']
# expect: 1 2 True 1 True 2
# expect: k v
# expect: 'int' object is not iterable
# expect: name 'undefined' is not defined
# expect: name 'i_was_local' is not defined
# expect: [0, 1, 4]
