#!/usr/bin/env python3
"""networks.py under Svertka and under Keras in turn: medians of images per second, and their ratio.

    benchmarks/compare.py --keras PYTHON [--svertka .build/release/svertka] [--runs 3] [NETWORK ...]

PYTHON is an interpreter with Keras, for example of

    python3 -m venv .peers && .peers/bin/pip install tensorflow-cpu keras
"""
import argparse
import os
import statistics
import subprocess
import sys

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "networks.py")

NETWORKS = [
    "mnist_dense", "lenet5", "mnist_cnn", "cifar_cnn", "fashion_bn", "inception", "lstm", "resnet20", "separable", "unet",
    "dcgan",
]


def results(command):
    """What one run printed: images per second by (network, what)."""
    environment = dict(os.environ, TF_CPP_MIN_LOG_LEVEL="3")
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr[-2000:]}")
    rows = [line.split() for line in done.stdout.splitlines()]
    return {(row[0], row[1]): float(row[2]) for row in rows if len(row) == 3}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="*", default=[])
    parser.add_argument("--svertka", default=".build/release/svertka")
    parser.add_argument("--keras", help="a Python interpreter with Keras; without it Svertka is measured alone")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    sides = {"svertka": [arguments.svertka, "run", PROGRAM]}
    if arguments.keras:
        sides["keras"] = [arguments.keras, PROGRAM]
    print(f"{'network':12} {'what':8}" + "".join(f"{side:>10}" for side in sides) + f"{'ratio':>8}")
    for name in arguments.networks or NETWORKS:
        seen = {side: {} for side in sides}
        # In turn, so that a busy minute hits both sides.
        for _ in range(arguments.runs):
            for side, command in sides.items():
                for key, value in results(command + [name]).items():
                    seen[side].setdefault(key, []).append(value)
        for what in ("train", "predict"):
            if (name, what) not in seen["svertka"]:
                continue
            middle = {side: statistics.median(values[name, what]) for side, values in seen.items()}
            ratio = f"{middle['svertka'] / middle['keras']:8.2f}" if "keras" in middle else f"{'-':>8}"
            print(f"{name:12} {what:8}" + "".join(f"{value:10.0f}" for value in middle.values()) + ratio, flush=True)


main()
