#!/usr/bin/env python3
"""accuracy.py under Svertka and under Keras: a table of test accuracies, one row for each network.

    SVERTKA_DATA=FOLDER benchmarks/accuracy_table.py --keras PYTHON [--svertka .build/release/svertka]
        [--results accuracy.txt] [NETWORK ...]

PYTHON is an interpreter with Keras, TensorFlow and scikit-learn. What is in the results' file is not run again.
"""
import argparse
import os
import subprocess
import sys

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "accuracy.py")
# Seeds of each network; the smaller data set's results vary more.
SEEDS = {"mnist_dense": [1], "lenet5": [1, 2, 3], "mnist_cnn": [1], "fashion_dense": [1], "fashion_cnn": [1],
         "fashion_inception": [1], "fashion_bn": [1], "cifar_cnn": [1, 2, 3]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="*")
    parser.add_argument("--svertka", default=".build/release/svertka")
    parser.add_argument("--keras", help="a Python interpreter with Keras; without it Svertka runs alone")
    parser.add_argument("--results", default="accuracy.txt", help="lines of results, each: side, network, seed, figures")
    arguments = parser.parse_args()
    sides = {"svertka": [arguments.svertka, "run", PROGRAM]}
    if arguments.keras:
        sides["keras"] = [arguments.keras, PROGRAM]
    known = {}
    if os.path.exists(arguments.results):
        with open(arguments.results) as file:
            for line in file:
                words = line.split()
                known[tuple(words[:3])] = dict(zip(words[3::2], words[4::2]))
    names = arguments.networks or list(SEEDS)
    for name in names:
        for seed in SEEDS[name]:
            for side, command in sides.items():
                if (side, name, str(seed)) in known:
                    continue
                done = subprocess.run(command + [name, str(seed)], capture_output=True, text=True,
                                      env=dict(os.environ, TF_CPP_MIN_LOG_LEVEL="3", KERAS_BACKEND="tensorflow"))
                if done.returncode != 0:
                    sys.exit(f"{side} {name} failed:\n{done.stdout}{done.stderr[-2000:]}")
                line = next(line for line in done.stdout.splitlines() if line.startswith(name))
                words = f"{side} {line}".split()
                known[tuple(words[:3])] = dict(zip(words[3::2], words[4::2]))
                with open(arguments.results, "a") as file:
                    file.write(f"{side} {line}\n")
    print("| network | seed |" + "".join(f" {side} accuracy | macro F1 | seconds |" for side in sides))
    print("|---|---|" + "---|---|---|" * len(sides))
    for name in names:
        for seed in SEEDS[name]:
            rows = [known[side, name, str(seed)] for side in sides]
            print(f"| {name} | {seed} |" + "".join(
                f" {float(row['accuracy']) * 100:.2f}% | {row['f1']} | {row['seconds']} |" for row in rows))


main()
