r=range(10**20); print(r, r[5], r[-1], bool(r), 10**19 in r, 1.5 in range(3), 2.0 in range(3), r==range(10**20), hash(range(5))==hash(range(0,5)))
print(r[::10**19], list(r[::10**19]), r[10**18:], range(0,10,2)[::2**62], range(5)[::-1])
for f in (lambda: len(r), lambda: list(r), lambda: r[10**20], lambda: range(5)[2**64], lambda: range(5)['a'], lambda: range(-2**63, 2**63-1), lambda: len(range(-2**63, 2**63-1)), lambda: range(1,2,0), lambda: range('a'), lambda: range(1.5, 10**20)
 , lambda: [1,2].index(2, 0, 10**20), lambda: [1].insert(10**20, 1), lambda: [1].pop(10**20), lambda: 'abc'.find('c', -10**20), lambda: 'a'.replace('a','b',10**20), lambda: (1,2).index(2,'a'), lambda: 'abc'.find('c', 'x')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(reversed(range(10**20, 10**20+3))), list(reversed(range(5))), list(reversed(range(0))), reversed(range(10**30)).__next__())
print(list(enumerate('ab', 2**63-1)), list(enumerate('ab', 10**30)))
print(range(10**20).index(10**19), range(10**20).count(5), range(10**20).start, range(10**20).stop)
for i in range(10**20, 10**20+3): print(i)
for i in range(2**63-3, 2**63+2): print(i)
for i in range(-2**63, -2**63+3): print(i, end=' ')
print(2**63-1 in range(-2**63, 2**63-1), 2**63-2 in range(-2**63, 2**63-1), 5 in range(-2**63, 2**63-1, 3), list(range(-2**63, 2**63-1, 2**62)))

# expect: range(0, 100000000000000000000) 5 99999999999999999999 True True False True True True
# expect: range(0, 100000000000000000000, 10000000000000000000) [0, 10000000000000000000, 20000000000000000000, 30000000000000000000, 40000000000000000000, 50000000000000000000, 60000000000000000000, 70000000000000000000, 80000000000000000000, 90000000000000000000] range(1000000000000000000, 100000000000000000000) range(0, 10, 9223372036854775808) range(4, -1, -1)
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: IndexError range object index out of range
# expect: IndexError range object index out of range
# expect: TypeError range indices must be integers or slices, not str
# expect: range(-9223372036854775808, 9223372036854775807)
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: ValueError range() arg 3 must not be zero
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: 1
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: 2
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: TypeError slice indices must be integers or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: [100000000000000000002, 100000000000000000001, 100000000000000000000] [4, 3, 2, 1, 0] [] 999999999999999999999999999999
# expect: [(9223372036854775807, 'a'), (9223372036854775808, 'b')] [(1000000000000000000000000000000, 'a'), (1000000000000000000000000000001, 'b')]
# expect: 10000000000000000000 1 0 100000000000000000000
# expect: 100000000000000000000
# expect: 100000000000000000001
# expect: 100000000000000000002
# expect: 9223372036854775805
# expect: 9223372036854775806
# expect: 9223372036854775807
# expect: 9223372036854775808
# expect: 9223372036854775809
# expect: -9223372036854775808 -9223372036854775807 -9223372036854775806 False True False [-9223372036854775808, -4611686018427387904, 0, 4611686018427387904]
