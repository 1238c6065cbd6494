a = list(range(10))
print(a[2:5], a[:3], a[7:], a[:], a[::3], a[::-1], a[8:2:-2], a[-3:], a[:-7], a[5:2], a[1:100])
a[1:3] = "xyz"; print(a)
a[::4] = [0, 0, 0]; print(a)
del a[::2]; print(a)
print("hello"[1:4], (1, 2, 3)[::-1], slice(1, 2), slice(None, None, -1).indices(4))
try: a[::0]
except ValueError as e: print(e)
try: a[::2] = [1]
except ValueError as e: print(e)

# expect: [2, 3, 4] [0, 1, 2] [7, 8, 9] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] [0, 3, 6, 9] [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] [8, 6, 4] [7, 8, 9] [0, 1, 2] [] [1, 2, 3, 4, 5, 6, 7, 8, 9]
# expect: [0, 'x', 'y', 'z', 3, 4, 5, 6, 7, 8, 9]
# expect: [0, 'x', 'y', 'z', 0, 4, 5, 6, 0, 8, 9]
# expect: ['x', 'z', 4, 6, 8]
# expect: ell (3, 2, 1) slice(1, 2, None) (3, -1, -1)
# expect: slice step cannot be zero
# expect: attempt to assign sequence of size 1 to extended slice of size 3
