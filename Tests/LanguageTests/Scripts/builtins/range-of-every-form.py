for r in [range(5), range(2, 5), range(0, 10, 3), range(5, 0, -2), range(0), range(3, 3), range(5, 1), range(-3, 3), range(10, -10, -7)]:
    print(r, list(r), len(r), r.start, r.stop, r.step, 3 in r, r[::-1], list(reversed(r)), r.count(2), bool(r))
print(range(5)[1], range(5)[-1], range(10)[2:5], range(10)[::3], range(10)[-3:], range(5) == range(0, 5, 1), range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(3)), range(5).index(3), 2.0 in range(5), 2.5 in range(5), 'a' in range(5), max(range(5)), sum(range(101)), {range(2): 1}[range(2)])
for f in [lambda: range(5)[5], lambda: range(5)['a'], lambda: range(1, 2, 0), lambda: range(1.5), lambda: range('a'), lambda: range(5).index(9), lambda: range(), lambda: range(None)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
def assign(): range(5)[0] = 1
def attribute(): range(5).start = 1
for f in [assign, attribute]:
    try: f()
    except Exception as e: print(type(e).__name__, e)

# expect: range(0, 5) [0, 1, 2, 3, 4] 5 0 5 1 True range(4, -1, -1) [4, 3, 2, 1, 0] 1 True
# expect: range(2, 5) [2, 3, 4] 3 2 5 1 True range(4, 1, -1) [4, 3, 2] 1 True
# expect: range(0, 10, 3) [0, 3, 6, 9] 4 0 10 3 True range(9, -3, -3) [9, 6, 3, 0] 0 True
# expect: range(5, 0, -2) [5, 3, 1] 3 5 0 -2 True range(1, 7, 2) [1, 3, 5] 0 True
# expect: range(0, 0) [] 0 0 0 1 False range(-1, -1, -1) [] 0 False
# expect: range(3, 3) [] 0 3 3 1 False range(2, 2, -1) [] 0 False
# expect: range(5, 1) [] 0 5 1 1 False range(4, 4, -1) [] 0 False
# expect: range(-3, 3) [-3, -2, -1, 0, 1, 2] 6 -3 3 1 False range(2, -4, -1) [2, 1, 0, -1, -2, -3] 1 True
# expect: range(10, -10, -7) [10, 3, -4] 3 10 -10 -7 True range(-4, 17, 7) [-4, 3, 10] 0 True
# expect: 1 4 range(2, 5) range(0, 10, 3) range(7, 10) True True True True 3 True False False 4 5050 1
# expect: IndexError range object index out of range
# expect: TypeError range indices must be integers or slices, not str
# expect: ValueError range() arg 3 must not be zero
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError 9 is not in range
# expect: TypeError range expected at least 1 argument, got 0
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'range' object does not support item assignment
# expect: AttributeError readonly attribute
