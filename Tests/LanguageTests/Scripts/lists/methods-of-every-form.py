l = [3, 1, 2]
print(l.append(4), l.extend('ab'), l.insert(0, 'first'), l.insert(-1, 'x'), l.insert(100, 'end'), l)
print(l.pop(), l.pop(0), l.pop(-2), l, l.index(1), l.count(3), l.remove(3), l)
n = [5, 3, 9, 1]
print(n.sort(), n, n.sort(reverse=True), n, n.reverse(), n, n.copy() is n, n.copy() == n, n.clear(), n)
print([1, 2, 3, 2].index(2, 2), [1, 2, 3].index(3, -1), [1] + [2], [1, 2] * 2, 2 * [0], [] * 5, [[]] * 2, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0])
a = [1, 2, 3, 4, 5]
a[1:3] = ['x']; print(a)
a[1:1] = [7, 8]; print(a)
a[::2] = [0, 0, 0]; print(a)
del a[::2]; print(a)
a[:] = range(3); print(a)
a[5:] = [9]; print(a)
a[-1:] = []; print(a)
a += (5, 6); a += 'z'; a *= 2; print(a)
a[0], a[-1] = a[-1], a[0]; print(a)
b = a
b += [1]
print(a is b, len(a))
c = a[:]
c[0] = 'changed'
print(a[0], 'z' in a, 'q' not in a, [x for x in a if isinstance(x, int)], sum([[1], [2]], []))
nested = [[0] * 2] * 2
nested[0][0] = 1
print(nested, [[0] * 2 for _ in range(2)])
s = [1]
s.append(s)
print(s, len(s), s[1] is s)

# expect: None None None None None ['first', 3, 1, 2, 4, 'a', 'x', 'b', 'end']
# expect: end first x [1, 2, 4, 'a', 'b'] 1 1 None [1, 2, 4, 'a', 'b']
# expect: None [] None [] None [] False True None []
# expect: 3 2 [1, 2] [1, 2, 1, 2] [0, 0] [] [[], []] True True True True
# expect: [1, 'x', 4, 5]
# expect: [1, 7, 8, 'x', 4, 5]
# expect: [0, 7, 0, 'x', 0, 5]
# expect: [7, 'x', 5]
# expect: [0, 1, 2]
# expect: [0, 1, 2, 9]
# expect: [0, 1, 2]
# expect: [0, 1, 2, 5, 6, 'z', 0, 1, 2, 5, 6, 'z']
# expect: ['z', 1, 2, 5, 6, 'z', 0, 1, 2, 5, 6, 0]
# expect: True 13
# expect: z True True [1, 2, 5, 6, 0, 1, 2, 5, 6, 0, 1] [1, 2]
# expect: [[1, 0], [1, 0]] [[0, 0], [0, 0]]
# expect: [1, [...]] 2 True
