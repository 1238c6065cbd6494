print({k: v for k, v in zip("ab", (1, 2))}, {x: x ** 2 for x in range(3) if x}, {str(i): [i] * i for i in range(3)})

# expect: {'a': 1, 'b': 2} {1: 1, 2: 4} {'0': [], '1': [1], '2': [2, 2]}
