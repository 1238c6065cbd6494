ops = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print([ops[k](2, 3) for k in ops], max([1, -5], key=abs), list(map(len, ["a", "bb"])), list(filter(lambda x: x > 1, [1, 2, 3])))

# expect: [5, 6] -5 [1, 2] [2, 3]
