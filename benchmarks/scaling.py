#!/usr/bin/env python3
"""Seconds of an epoch of mnist_cnn by the number of images, on one core and on two.

    python3 benchmarks/scaling.py [--svertka .build/release/svertka] [--runs 3] [--chart docs/scaling.png]

Both sides in turn, the median of the runs. Svertka starts as many workers as it has cores: `taskset` gives it one.
"""
import sys


def chart(path, counts, one, two):
    """Under Svertka: draws both curves."""
    import matplotlib.pyplot as plt

    plt.figure(figsize=(6, 4))
    plt.plot(counts, one, marker="o", label="one worker")
    plt.plot(counts, two, marker="o", label="two workers")
    plt.title("One epoch of mnist_cnn")
    plt.xlabel("images")
    plt.ylabel("seconds")
    plt.legend()
    plt.grid(True)
    plt.savefig(path)


def measure():
    """Under CPython: runs both in turn and prints a table."""
    import argparse
    import os
    import statistics
    import subprocess

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--svertka", default=".build/release/svertka")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--chart", help="a file for the curves")
    arguments = parser.parse_args()
    folder = os.path.dirname(os.path.abspath(__file__))
    program = [os.path.abspath(arguments.svertka), "run"]
    epochs = [*program, os.path.join(folder, "networks.py"), "--epochs", "mnist_cnn"]
    seen = {1: {}, 2: {}}
    for _ in range(arguments.runs):
        for cores, values in seen.items():
            command = ["taskset", "-c", ",".join(map(str, range(cores))), *epochs]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(f"failed: {' '.join(command)}\n{done.stderr[-2000:]}")
            for line in done.stdout.splitlines():
                count, seconds = line.split()
                values.setdefault(int(count), []).append(float(seconds))
    counts = list(seen[1])
    middle = {cores: [statistics.median(values[count]) for count in counts] for cores, values in seen.items()}
    print("| images | one worker, s | µs an image | two workers, s | µs an image | times faster |")
    print("|---|---|---|---|---|---|")
    for count, one, two in zip(counts, middle[1], middle[2]):
        print(f"| {count:,} | {one:.2f} | {1e6 * one / count:.0f} | {two:.2f} | {1e6 * two / count:.0f} | {one / two:.2f} |")
    if arguments.chart:
        curves = [",".join(map(str, curve)) for curve in (counts, middle[1], middle[2])]
        subprocess.run([*program, os.path.abspath(__file__), "chart", os.path.abspath(arguments.chart), *curves], check=True)


if sys.argv[1:2] == ["chart"]:
    chart(sys.argv[2], *[[float(value) for value in curve.split(",")] for curve in sys.argv[3:6]])
else:
    measure()
