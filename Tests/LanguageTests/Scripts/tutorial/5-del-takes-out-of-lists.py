a = [-1, 1, 66.25, 333, 333, 1234.5]
del a[0]
print(a)
del a[2:4]
print(a)
del a[:]
print(a)
del a
try:
    a
except NameError as e:
    print(e)

# expect: [1, 66.25, 333, 333, 1234.5]
# expect: [1, 66.25, 1234.5]
# expect: []
# expect: name 'a' is not defined
