print(sum([]), sum([1, 2.5]), sum([[1], [2]], []), sum((1, 2), 10), sum([1], start=5), sum({1: 'a', 2: 'b'}), sum([True, True]), sum([0.1] * 10), sum(x for x in range(3)), sum([(1,), (2,)], ()))
print(min(3, 1, 2), max([1, 3]), min('hello'), max('a', 'b', 'c'), min([1, -5], key=abs), max({'a': 5, 'b': 2}, key={'a': 5, 'b': 2}.get), min([], default=None), max((), default=0), max([2, 1], [1, 9]), min((1, 'z'), (1, 'a')), max(1, 1.0), max(1.0, 1), min(True, 0))
print(any([]), all([]), any([0, '', None, 5]), all([1, 'a', []]), any(x > 2 for x in [1, 2, 3]), all(x for x in []), any('a'), all(''), any({0: 1}), all({1: 0}))
for f in [lambda: sum(['a', 'b']), lambda: sum([1, 'a']), lambda: sum(['a'], ''), lambda: sum([b'a'], b''), lambda: sum([[1], 2], []), lambda: min(), lambda: max([]), lambda: min(1), lambda: max(1, 'a'), lambda: max([1, None]), lambda: min([1], key=5), lambda: any(5), lambda: sum(5)]:
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)

# expect: 0 3.5 [1, 2] 13 6 3 2 0.9999999999999999 3 (1, 2)
# expect: 1 3 e c 1 a None 0 [2, 1] (1, 'a') 1 1.0 0
# expect: False True True False True True True True False True
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError sum() can't sum strings [use ''.join(seq) instead]
# expect: TypeError sum() can't sum bytes [use b''.join(seq) instead]
# expect: TypeError can only concatenate list (not "int") to list
# expect: TypeError min expected at least 1 argument, got 0
# expect: ValueError max() arg is an empty sequence
# expect: TypeError 'int' object is not iterable
# expect: TypeError '>' not supported between instances of 'str' and 'int'
# expect: TypeError '>' not supported between instances of 'NoneType' and 'int'
# expect: TypeError 'int' object is not callable
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
