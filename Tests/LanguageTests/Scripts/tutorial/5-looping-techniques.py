knights = {'gallahad': 'the pure', 'robin': 'the brave'}
for k, v in knights.items():
    print(k, v)
for i, v in enumerate(['tic', 'tac', 'toe']):
    print(i, v)
questions = ['name', 'quest', 'favorite color']
answers = ['lancelot', 'the holy grail', 'blue']
for q, a in zip(questions, answers):
    print('What is your {0}?  It is {1}.'.format(q, a))
for i in reversed(range(1, 10, 2)):
    print(i, end=' ')
basket = ['apple', 'orange', 'apple', 'pear', 'orange', 'banana']
for i in sorted(basket):
    print(i, end=' ')
for f in sorted(set(basket)):
    print(f, end=' ')
import math
raw_data = [56.2, float('NaN'), 51.7, 55.3, 52.5, float('NaN'), 47.8]
print([value for value in raw_data if not math.isnan(value)])

# expect: gallahad the pure
# expect: robin the brave
# expect: 0 tic
# expect: 1 tac
# expect: 2 toe
# expect: What is your name?  It is lancelot.
# expect: What is your quest?  It is the holy grail.
# expect: What is your favorite color?  It is blue.
# expect: 9 7 5 3 1 apple apple banana orange orange pear apple banana orange pear [56.2, 51.7, 55.3, 52.5, 47.8]
