a, b = 0, 1
while a < 10:
    print(a)
    a, b = b, a+b
a, b = 0, 1
while a < 1000:
    print(a, end=',')
    a, b = b, a+b
print()
i = 256*256
print('The value of i is', i)

# expect: 0
# expect: 1
# expect: 1
# expect: 2
# expect: 3
# expect: 5
# expect: 8
# expect: 0,1,1,2,3,5,8,13,21,34,55,89,144,233,377,610,987,
# expect: The value of i is 65536
