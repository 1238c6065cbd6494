print(','.join(['a', 'b']), ''.join('abc'), '-'.join(('x',)), ', '.join({'k': 1}), '+'.join(str(i) for i in range(3)), 'x'.join([]), 'é'.join(['1', '2']), ' '.join(reversed('abc')), ','.join(map(str, [1, None])))
for bad in [[1], ['a', 2], ['a', None], [b'a'], 5, ['a', ['b']]]:
    try: print(','.join(bad))
    except TypeError as e: print(e)

# expect: a,b abc x k 0+1+2  1é2 c b a 1,None
# expect: sequence item 0: expected str instance, int found
# expect: sequence item 1: expected str instance, int found
# expect: sequence item 1: expected str instance, NoneType found
# expect: sequence item 0: expected str instance, bytes found
# expect: can only join an iterable
# expect: sequence item 1: expected str instance, list found
