data = [((0, 0), 0), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]
w, bias = [0, 0], 0
for epoch in range(10):
    errors = 0
    for (x1, x2), target in data:
        out = 1 if w[0] * x1 + w[1] * x2 + bias > 0 else 0
        if out != target:
            errors += 1
            w[0] += (target - out) * x1; w[1] += (target - out) * x2; bias += target - out
    if errors == 0: break
print(w, bias, epoch)

# expect: [2, 1] -2 5
