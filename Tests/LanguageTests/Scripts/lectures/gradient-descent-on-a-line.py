import random
random.seed(1)
xs = [i / 10 for i in range(20)]
ys = [2 * x + 1 for x in xs]
w, b, rate = 0.0, 0.0, 0.1
for epoch in range(400):
    dw = db = 0.0
    for x, y in zip(xs, ys):
        error = w * x + b - y
        dw += 2 * error * x / len(xs)
        db += 2 * error / len(xs)
    w -= rate * dw
    b -= rate * db
print(f"w = {w:.3f}, b = {b:.3f}")

# expect: w = 2.000, b = 1.000
