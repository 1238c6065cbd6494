fruits = ['orange', 'apple', 'pear', 'banana', 'kiwi', 'apple', 'banana']
print(fruits.count('apple'), fruits.count('tangerine'), fruits.index('banana'), fruits.index('banana', 4))
fruits.reverse()
print(fruits)
fruits.append('grape')
print(fruits)
fruits.sort()
print(fruits, fruits.pop())
stack = [3, 4, 5]
stack.append(6)
stack.append(7)
print(stack, stack.pop(), stack.pop(), stack.pop(), stack)
from collections import deque
queue = deque(["Eric", "John", "Michael"])
queue.append("Terry")
queue.append("Graham")
print(queue.popleft(), queue.popleft(), queue)

# expect: 2 0 3 6
# expect: ['banana', 'apple', 'kiwi', 'banana', 'pear', 'apple', 'orange']
# expect: ['banana', 'apple', 'kiwi', 'banana', 'pear', 'apple', 'orange', 'grape']
# expect: ['apple', 'apple', 'banana', 'banana', 'grape', 'kiwi', 'orange'] pear
# expect: [3, 4] 7 6 5 [3, 4]
# expect: Eric John deque(['Michael', 'Terry', 'Graham'])
