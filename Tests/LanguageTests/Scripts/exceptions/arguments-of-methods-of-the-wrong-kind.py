for f in [lambda: 'a'.join(1), lambda: 'a'.join([1]), lambda: 'a'.join(['b', None]), lambda: 'a'.replace(1, 'b'), lambda: 'a'.split(1), lambda: 'a'.split(''), lambda: 'a'.find(1),
          lambda: 'a'.index('b'), lambda: 'a'.rindex('b'), lambda: 'a'.count(1), lambda: 'a'.startswith(1), lambda: 'a'.startswith([1]), lambda: 'a'.startswith((1,)), lambda: 'a'.strip(1),
          lambda: 'a'.center('b'), lambda: 'a'.center(5, 'ab'), lambda: 'a'.ljust(5, 1), lambda: 'a'.zfill('b'), lambda: 'a'.partition(''), lambda: 'a'.partition(1), lambda: 'a'.removeprefix(1),
          lambda: 'a' in 5, lambda: 5 in 'a', lambda: [].extend(5), lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop('a'), lambda: [].insert('a', 1), lambda: [].remove(1),
          lambda: [1].index(2), lambda: (1,).index(2), lambda: {}.update(5), lambda: {}.update([1]), lambda: {}.pop(1), lambda: {}.popitem(), lambda: {}[[]], lambda: set().update(5), lambda: set().remove(1),
          lambda: set().add([]), lambda: {1}.union(5), lambda: set().pop(), lambda: 'a'.encode('no-such'), lambda: range(3).index(5), lambda: 'abc'.format(), lambda: '{}'.format(),
          lambda: '{a}'.format(), lambda: '{0.x}'.format(1), lambda: '{0[5]}'.format([1])]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

# expect: TypeError can only join an iterable
# expect: TypeError sequence item 0: expected str instance, int found
# expect: TypeError sequence item 1: expected str instance, NoneType found
# expect: TypeError replace() argument 1 must be str, not int
# expect: TypeError must be str or None, not int
# expect: ValueError empty separator
# expect: TypeError must be str, not int
# expect: ValueError substring not found
# expect: ValueError substring not found
# expect: TypeError must be str, not int
# expect: TypeError startswith first arg must be str or a tuple of str, not int
# expect: TypeError startswith first arg must be str or a tuple of str, not list
# expect: TypeError tuple for startswith must only contain str, not int
# expect: TypeError strip arg must be None or str
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError The fill character must be exactly one character long
# expect: TypeError The fill character must be a unicode character, not int
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError empty separator
# expect: TypeError must be str, not int
# expect: TypeError removeprefix() argument must be str, not int
# expect: TypeError argument of type 'int' is not iterable
# expect: TypeError 'in <string>' requires string as left operand, not int
# expect: TypeError 'int' object is not iterable
# expect: IndexError pop from empty list
# expect: IndexError pop index out of range
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError list.remove(x): x not in list
# expect: ValueError 2 is not in list
# expect: ValueError tuple.index(x): x not in tuple
# expect: TypeError 'int' object is not iterable
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: KeyError 1
# expect: KeyError 'popitem(): dictionary is empty'
# expect: TypeError unhashable type: 'list'
# expect: TypeError 'int' object is not iterable
# expect: KeyError 1
# expect: TypeError unhashable type: 'list'
# expect: TypeError 'int' object is not iterable
# expect: KeyError 'pop from an empty set'
# expect: LookupError unknown encoding: no-such
# expect: ValueError 5 is not in range
# expect: abc
# expect: IndexError Replacement index 0 out of range for positional args tuple
# expect: KeyError 'a'
# expect: AttributeError 'int' object has no attribute 'x'
# expect: IndexError list index out of range
