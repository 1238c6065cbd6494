basket = {'apple', 'orange', 'apple', 'pear', 'orange', 'banana'}
print(sorted(basket), 'orange' in basket, 'crabgrass' in basket, len(basket))
a, b = set('abracadabra'), set('alacazam')
print(sorted(a), sorted(a - b), sorted(a | b), sorted(a & b), sorted(a ^ b))
print(sorted({x for x in 'abracadabra' if x not in 'abc'}))

# expect: ['apple', 'banana', 'orange', 'pear'] True False 4
# expect: ['a', 'b', 'c', 'd', 'r'] ['b', 'd', 'r'] ['a', 'b', 'c', 'd', 'l', 'm', 'r', 'z'] ['a', 'c'] ['b', 'd', 'l', 'm', 'r', 'z']
# expect: ['d', 'r']
