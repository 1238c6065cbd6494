a = [3, 1, 2]
a.append(4); a.extend([5, 6]); a.insert(0, 0); a.insert(-1, 9); a.remove(1)
print(a, a.pop(), a.pop(0), a)
a.reverse(); print(a)
a.sort(); print(a)
a.sort(reverse=True); print(a, a.index(9), a.count(2))
b = a.copy(); a.clear(); print(a, b)

# expect: [3, 2, 4, 5, 9] 6 0 [3, 2, 4, 5, 9]
# expect: [9, 5, 4, 2, 3]
# expect: [2, 3, 4, 5, 9]
# expect: [9, 5, 4, 3, 2] 0 1
# expect: [] [9, 5, 4, 3, 2]
