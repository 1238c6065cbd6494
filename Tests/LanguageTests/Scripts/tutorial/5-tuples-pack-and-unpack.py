t = 12345, 54321, 'hello!'
print(t[0], t)
u = t, (1, 2, 3, 4, 5)
print(u)
try:
    t[0] = 88888
except TypeError as e:
    print(e)
v = ([1, 2, 3], [3, 2, 1])
print(v, len(()), len(('hello',)), ('hello',))
x, y, z = t
print(x, y, z)

# expect: 12345 (12345, 54321, 'hello!')
# expect: ((12345, 54321, 'hello!'), (1, 2, 3, 4, 5))
# expect: 'tuple' object does not support item assignment
# expect: ([1, 2, 3], [3, 2, 1]) 0 1 ('hello',)
# expect: 12345 54321 hello!
