print('We are the {} who say "{}!"'.format('knights', 'Ni'), '{0} and {1}'.format('spam', 'eggs'), '{1} and {0}'.format('spam', 'eggs'))
print('This {food} is {adjective}.'.format(food='spam', adjective='absolutely horrible'))
print('The story of {0}, {1}, and {other}.'.format('Bill', 'Manfred', other='Georg'))
table = {'Sjoerd': 4127, 'Jack': 4098, 'Dcab': 8637678}
print('Jack: {0[Jack]:d}; Sjoerd: {0[Sjoerd]:d}; Dcab: {0[Dcab]:d}'.format(table))
print('Jack: {Jack:d}; Sjoerd: {Sjoerd:d}; Dcab: {Dcab:d}'.format(**table))
for x in range(1, 11):
    print('{0:2d} {1:3d} {2:4d}'.format(x, x*x, x*x*x))
for x in range(8, 11):
    print(repr(x).rjust(2), repr(x*x).rjust(3), end=' ')
    print(repr(x*x*x).rjust(4))
print('12'.zfill(5), '-3.14'.zfill(7), '3.14159265359'.zfill(5))
import math
print('The value of pi is approximately %5.3f.' % math.pi)

# expect: We are the knights who say "Ni!" spam and eggs eggs and spam
# expect: This spam is absolutely horrible.
# expect: The story of Bill, Manfred, and Georg.
# expect: Jack: 4098; Sjoerd: 4127; Dcab: 8637678
# expect: Jack: 4098; Sjoerd: 4127; Dcab: 8637678
# expect:  1   1    1
# expect:  2   4    8
# expect:  3   9   27
# expect:  4  16   64
# expect:  5  25  125
# expect:  6  36  216
# expect:  7  49  343
# expect:  8  64  512
# expect:  9  81  729
# expect: 10 100 1000
# expect:  8  64  512
# expect:  9  81  729
# expect: 10 100 1000
# expect: 00012 -003.14 3.14159265359
# expect: The value of pi is approximately 3.142.
