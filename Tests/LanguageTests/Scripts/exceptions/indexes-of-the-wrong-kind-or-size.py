for f in [lambda: [1][5], lambda: [1][-2], lambda: [][0], lambda: (1,)[5], lambda: 'a'[5], lambda: b'a'[5], lambda: range(3)[5], lambda: range(3)[-4], lambda: {}['a'], lambda: {}[1, 2],
          lambda: [1]['a'], lambda: [1][1.0], lambda: [1][None], lambda: (1,)['a'], lambda: 'a'['b'], lambda: 'a'[1.0], lambda: range(3)['a'], lambda: b'a'['a'], lambda: [1]['a':],
          lambda: 'abc'[::0], lambda: [1][::0], lambda: (1,)[1.5:], lambda: [1][[0]], lambda: {}[{}], lambda: [1][1, 2], lambda: {1}[0]]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
def s1(): [1][5] = 0
def s2(): [1]['a'] = 0
def s3(): [1, 2, 3][::2] = [1]
def s4(): [1][0:1] = 5
def s5(): del [1][5]
def s6(): del {}['a']
def s7(): {}[[]] = 1
def s8(): del [1]['a']
def s9(): [1, 2][::0] = []
for f in [s1, s2, s3, s4, s5, s6, s7, s8, s9]:
    try: f()
    except Exception as e: print(type(e).__name__, e)

# expect: IndexError list index out of range
# expect: IndexError list index out of range
# expect: IndexError list index out of range
# expect: IndexError tuple index out of range
# expect: IndexError string index out of range
# expect: IndexError index out of range
# expect: IndexError range object index out of range
# expect: IndexError range object index out of range
# expect: KeyError 'a'
# expect: KeyError (1, 2)
# expect: TypeError list indices must be integers or slices, not str
# expect: TypeError list indices must be integers or slices, not float
# expect: TypeError list indices must be integers or slices, not NoneType
# expect: TypeError tuple indices must be integers or slices, not str
# expect: TypeError string indices must be integers, not 'str'
# expect: TypeError string indices must be integers, not 'float'
# expect: TypeError range indices must be integers or slices, not str
# expect: TypeError byte indices must be integers or slices, not str
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError list indices must be integers or slices, not list
# expect: TypeError unhashable type: 'dict'
# expect: TypeError list indices must be integers or slices, not tuple
# expect: TypeError 'set' object is not subscriptable
# expect: IndexError list assignment index out of range
# expect: TypeError list indices must be integers or slices, not str
# expect: ValueError attempt to assign sequence of size 1 to extended slice of size 2
# expect: TypeError can only assign an iterable
# expect: IndexError list assignment index out of range
# expect: KeyError 'a'
# expect: TypeError unhashable type: 'list'
# expect: TypeError list indices must be integers or slices, not str
# expect: ValueError slice step cannot be zero
