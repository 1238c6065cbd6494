"""Work with arrays under CPython with NumPy and under Svertka, in turn. The figures of docs/performance.md.

    svertka run benchmarks/arrays.py                             one side: work, size, seconds, result
    python3 benchmarks/arrays.py --svertka PATH --numpy PYTHON   both sides: medians of 3 runs, NumPy's seconds over
                                                                 Svertka's (PYTHON: an interpreter that has NumPy)
    ... --only NAME                                              one kind of work

Each figure is wall-clock time of one turn: the least of several stretches of turns that take some milliseconds each.
Both sides use what threads they like.
"""
import sys
import time

import numpy as np

SIZES = [100, 10_000, 1_000_000, 10_000_000]
NUMBERS = np.random.default_rng(1)


def table(n, columns=10):
    return NUMBERS.random((n // columns, columns))


def chain(n):
    a, b, c = NUMBERS.random(n), NUMBERS.random(n), NUMBERS.random(n)
    return lambda: a * b + c


def activation(n):
    x = NUMBERS.standard_normal(n)
    return lambda: 1 / (1 + np.exp(-x))


def relu(n):
    x = NUMBERS.standard_normal(n)
    return lambda: np.maximum(x, 0)


def in_place(n):
    w, g = NUMBERS.random(n), NUMBERS.random(n)

    def step():
        nonlocal w
        w -= 0.01 * g
        return w

    return step


def counted(n):
    a = NUMBERS.random(n)
    return lambda: ((a > 0.25) & (a < 0.75)).sum()


def integers(n):
    a = NUMBERS.integers(0, 1000, n)
    return lambda: a * 3 + 7


def total(n):
    a = NUMBERS.random(n)
    return lambda: a.sum()


def column_means(n):
    a = table(n)
    return lambda: a.mean(axis=0)


def row_sums(n):
    a = table(n)
    return lambda: a.sum(axis=1)


def best_columns(n):
    a = table(n)
    return lambda: a.argmax(axis=1)


def standardized(n):
    a = table(n)
    return lambda: (a - a.mean(axis=0)) / a.std(axis=0)


def softmax(n):
    a = table(n)

    def rows():
        e = np.exp(a - a.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    return rows


def sorting(n):
    a = NUMBERS.random(n)
    return lambda: np.sort(a)


def order(n):
    a = NUMBERS.random(n)
    return lambda: np.argsort(a)


def taken(n):
    a, i = NUMBERS.random(n), NUMBERS.integers(0, n, n)
    return lambda: a[i]


def masked(n):
    a = NUMBERS.random(n)
    return lambda: a[a > 0.5]


def one_hot(n):
    labels = NUMBERS.integers(0, 10, n // 10)
    return lambda: np.eye(10)[labels]


def transposed(n):
    side = int(n**0.5)
    a = NUMBERS.random((side, side))
    return lambda: np.ascontiguousarray(a.T)


def normals(n):
    numbers = np.random.default_rng(2)
    return lambda: numbers.standard_normal(n)


def blur(n):
    side = int(n**0.5)
    image = NUMBERS.random((side, side))

    def filtered():
        result = np.zeros((side - 2, side - 2))
        for i in range(3):
            for j in range(3):
                result += image[i : i + side - 2, j : j + side - 2] / 9
        return result

    return filtered


def k_means(n):
    points = NUMBERS.random((n // 4, 2))

    def steps():
        centers = points[:8].copy()
        for _ in range(3):
            distances = ((points[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)
            nearest = distances.argmin(axis=1)
            for k in range(8):
                mine = points[nearest == k]
                if len(mine):
                    centers[k] = mine.mean(axis=0)
        return centers

    return steps


def components(n):
    a = table(n)

    def projected():
        centered = a - a.mean(axis=0)
        values, vectors = np.linalg.eigh(centered.T @ centered / len(a))
        return centered @ vectors[:, -2:] * np.sign(vectors[0, -2:])

    return projected


def product(side):
    a, b = NUMBERS.random((side, side)), NUMBERS.random((side, side))
    return lambda: a @ b


def floats(side):
    a = NUMBERS.random((side, side)).astype(np.float32)
    return lambda: a @ a


WORK = [
    (work, SIZES)
    for work in (
        chain, activation, relu, in_place, counted, integers, total, column_means, row_sums, best_columns, standardized,
        softmax, sorting, order, taken, masked, one_hot, transposed, normals, blur, k_means, components,
    )
] + [(product, [64, 256, 1024, 2048]), (floats, [64, 256, 1024, 2048])]


def seconds(turn):
    """The least time of a turn, and a number that tells its result."""
    start = time.perf_counter()
    result = np.asarray(turn())
    took = time.perf_counter() - start
    told = f"{float(np.abs(result).mean()):.8g}"
    turns = max(1, int(0.005 / max(took, 1e-7)))
    best, spent = took, took
    while spent < 0.15:
        start = time.perf_counter()
        for _ in range(turns):
            turn()
        stretch = time.perf_counter() - start
        best = min(best, stretch / turns)
        spent += stretch
    return best, told


def compare(svertka, python, only):
    import statistics
    import subprocess

    seen = {}
    for _ in range(3):
        for side, command in ("NumPy", [python, __file__]), ("Svertka", [svertka, "run", __file__]):
            out = subprocess.run(command, capture_output=True, text=True, env={"ONLY": only})
            if out.returncode:
                sys.exit(f"{side}: {out.stderr}")
            for line in out.stdout.splitlines():
                name, size, took, told = line.split()
                seen.setdefault((name, int(size)), {}).setdefault(side, []).append((float(took), told))
    ratios = {}
    for (name, size), sides in seen.items():
        told = {told for runs in sides.values() for _, told in runs}
        if len({f"{float(x):.5g}" for x in told}) != 1 and name != "in_place":
            print(f"{name} {size}: results differ: {told}")
        took = {side: statistics.median(t for t, _ in runs) for side, runs in sides.items()}
        ratios[name, size] = took["NumPy"] / took["Svertka"]
    for name in dict.fromkeys(name for name, _ in ratios):
        row = [f"{ratio:.2f}" for (work, _), ratio in ratios.items() if work == name]
        print(f"| {name} | {' | '.join(row)} |")
    mean = statistics.geometric_mean(ratios.values())
    small = statistics.geometric_mean(ratio for (_, size), ratio in ratios.items() if size == 100)
    worst = min(ratios, key=ratios.get)
    print(f"geometric mean {mean:.2f}, of 100 elements {small:.2f}, worst {ratios[worst]:.2f} ({worst[0]} {worst[1]})")


if "--svertka" in sys.argv:
    def given(name, fallback):
        return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else fallback

    compare(given("--svertka", ""), given("--numpy", sys.executable), given("--only", ""))
else:
    import os

    only = os.environ.get("ONLY", "")
    for work, sizes in WORK:
        for size in sizes:
            if only in work.__name__:
                best, told = seconds(work(size))
                print(work.__name__, size, f"{best:.4g}", told, flush=True)
