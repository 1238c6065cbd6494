"""Loops of numbers under CPython and under Svertka, with and without machine code, in turn. The figures of
docs/performance.md.

    svertka run benchmarks/loops.py                     one side: program, seconds of processor time, result
    python3 benchmarks/loops.py --svertka PATH          all sides: medians of 3 runs, and CPython's seconds over Svertka's
"""
import sys
import time


def total():
    total = 0
    for i in range(2000000):
        total += i * 2
    return total


def primes():
    limit = 200000
    sieve = [True] * (limit + 1)
    i = 2
    while i * i <= limit:
        if sieve[i]:
            j = i * i
            while j <= limit:
                sieve[j] = False
                j += i
        i += 1
    return sum(1 for p in range(2, limit + 1) if sieve[p])


def mandelbrot():
    inside = 0
    for row in range(60):
        for column in range(80):
            x0 = column / 80 * 3.0 - 2.0
            y0 = row / 60 * 2.0 - 1.0
            x = y = 0.0
            steps = 0
            while x * x + y * y <= 4.0 and steps < 200:
                x, y = x * x - y * y + x0, 2.0 * x * y + y0
                steps += 1
            inside += steps
    return inside


def collatz():
    longest = 0
    for start in range(1, 12000):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest


def sorting():
    values = [i * 7919 % 1009 for i in range(700)]
    for end in range(len(values) - 1, 0, -1):
        for i in range(end):
            if values[i] > values[i + 1]:
                values[i], values[i + 1] = values[i + 1], values[i]
    return values[350]


def product():
    n = 70
    a = [[i * j % 7 for j in range(n)] for i in range(n)]
    b = [[(i + j) % 5 for j in range(n)] for i in range(n)]
    result = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                result[i][j] += a[i][k] * b[k][j]
    return sum([sum(row) for row in result])


def perceptron():
    points = [(i * 37 % 100 / 50 - 1, i * 61 % 100 / 50 - 1) for i in range(100)]
    w, b = [0.0, 0.0], 0.0
    errors = 0
    for _ in range(300):
        for x, y in points:
            target = 1 if x + 2 * y > 0.3 else 0
            out = 1 if w[0] * x + w[1] * y + b > 0 else 0
            if out != target:
                errors += 1
                step = 0.1 * (target - out)
                w[0] += step * x
                w[1] += step * y
                b += step
    return errors


def words():
    counts = {}
    for i in range(200000):
        word = "w" + str(i * 7919 % 1000)
        counts[word] = counts.get(word, 0) + 1
    return len(counts)


class Counter:
    def __init__(self):
        self.value = 0

    def step(self, amount):
        self.value += amount


def objects():
    counter = Counter()
    for i in range(300000):
        counter.step(i % 3)
    return counter.value


PROGRAMS = [total, primes, mandelbrot, collatz, sorting, product, perceptron, words, objects]


def seconds(program):
    """The least processor time of three runs, and the result."""
    best = None
    for _ in range(3):
        start = time.process_time()
        result = program()
        took = time.process_time() - start
        best = took if best is None or took < best else best
    return best, result


def compare(svertka):
    import os
    import statistics
    import subprocess

    sides = {
        "CPython": ([sys.executable, __file__], {}),
        "evaluator": ([svertka, "run", __file__], {"SVERTKA_NATIVE": "0"}),
        "machine code": ([svertka, "run", __file__], {}),
    }
    seen = {}
    for _ in range(3):
        for side, (command, names) in sides.items():
            out = subprocess.run(command, env=dict(os.environ, **names), capture_output=True, text=True, check=True)
            for line in out.stdout.splitlines():
                name, took, result = line.split()
                seen.setdefault(name, {}).setdefault(side, []).append((float(took), result))
    for name, runs in seen.items():
        if len({result for side in runs.values() for _, result in side}) != 1:
            sys.exit(f"{name}: results differ: {runs}")
        took = {side: statistics.median([t for t, _ in run]) for side, run in runs.items()}
        ratios = [took["CPython"] / took[side] for side in ("evaluator", "machine code")]
        print(f"| {name} | {took['CPython'] * 1000:.0f} ms | {ratios[0]:.1f} | {ratios[1]:.1f} |")


if "--svertka" in sys.argv:
    compare(sys.argv[sys.argv.index("--svertka") + 1])
else:
    for program in PROGRAMS:
        best, result = seconds(program)
        print(program.__name__, f"{best:.5f}", result)
