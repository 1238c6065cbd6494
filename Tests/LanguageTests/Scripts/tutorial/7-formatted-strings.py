year, event = 2016, 'Referendum'
print(f'Results of the {year} {event}')
yes_votes, no_votes = 42_572_654, 43_132_495
percentage = yes_votes / (yes_votes + no_votes)
print('{:-9} YES votes  {:2.2%}'.format(yes_votes, percentage))
s = 'Hello, world.'
print(str(s), repr(s), str(1/7), repr('hello, world\n'), repr((32.5, 40000, ('spam', 'eggs'))))
import math
print(f'The value of pi is approximately {math.pi:.3f}.')
table = {'Sjoerd': 4127, 'Jack': 4098, 'Dcab': 7678}
for name, phone in table.items():
    print(f'{name:10} ==> {phone:10d}')
animals = 'eels'
print(f'My hovercraft is full of {animals}.', f'My hovercraft is full of {animals!r}.')
bugs, count, area = 'roaches', 13, 'living room'
print(f'Debugging {bugs=} {count=} {area=}')

# expect: Results of the 2016 Referendum
# expect:  42572654 YES votes  49.67%
# expect: Hello, world. 'Hello, world.' 0.14285714285714285 'hello, world\n' (32.5, 40000, ('spam', 'eggs'))
# expect: The value of pi is approximately 3.142.
# expect: Sjoerd     ==>       4127
# expect: Jack       ==>       4098
# expect: Dcab       ==>       7678
# expect: My hovercraft is full of eels. My hovercraft is full of 'eels'.
# expect: Debugging bugs='roaches' count=13 area='living room'
