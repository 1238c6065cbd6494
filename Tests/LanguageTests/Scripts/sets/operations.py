a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a <= b, {2} < a, a.isdisjoint({9}), a.union([7]), a.intersection([1, 9]), a.difference([1]), a.issubset(range(9)), a.symmetric_difference([1, 5]))

# expect: {1, 2, 3, 4} {2, 3} {1} {1, 4} False True True {1, 2, 3, 7} {1} {2, 3} True {2, 3, 5}
