#!/usr/bin/env python3
"""Where the time of a network's training goes, by the kind of loop: `perf record` of networks.py, percentages.

    python3 benchmarks/where.py [--svertka .build/release/svertka] [NETWORK ...]

What prepares random data and starts the process is left out: only the engine's own loops and the copies are counted.
"""
import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile

NETWORKS = ["mnist_dense", "lenet5", "mnist_cnn", "cifar_cnn", "fashion_bn", "inception", "lstm", "resnet20", "separable",
            "unet", "dcgan"]

# Mangled names of the loops, in this order.
KINDS = [
    ("gradients of kernels", r"OuterProducts"),
    ("products", r"Products|Tile"),
    ("Winograd's maps", r"Winograd"),
    ("by channel", r"Depthwise|Thin"),
    ("pooling", r"Pooling|Blocks|CompiledA0O.*WindowV"),
    ("normalization", r"Normalizing|Neighbours|Rows"),
    ("recurrent gates", r"Recurrent"),
    ("optimizer", r"Optimizers"),
    # Short loops are inlined into the table's closures, whose names do not tell them apart: SGD's step is one of them.
    ("activations, dropout, sums, other", r"Activations|Bends|Curves|CompiledA0O|Patches"),
    ("copies and zeros", r"memmove|memset|memcpy|update"),
]


def shares(svertka, name):
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "networks.py")
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "perf.data")
        done = subprocess.run(["perf", "record", "-q", "-o", data, svertka, "run", program, "--train", name],
                              capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"failed: {name}\n{done.stderr[-2000:]}")
        report = subprocess.run(["perf", "report", "-i", data, "--no-children", "--stdio", "-F", "overhead,symbol"],
                                capture_output=True, text=True, check=True).stdout
    found = collections.Counter()
    for line in report.splitlines():
        match = re.match(r"\s*([\d.]+)%\s+\[\S\]\s+(.*)", line)
        if match:
            kind = next((kind for kind, pattern in KINDS if re.search(pattern, match[2])), None)
            if kind and (kind == "copies and zeros" or "Loops" in match[2]):
                found[kind] += float(match[1])
    total = sum(found.values())
    return {kind: 100 * found[kind] / total for kind, _ in KINDS}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="*", default=[])
    parser.add_argument("--svertka", default=".build/release/svertka")
    arguments = parser.parse_args()
    print("| network | " + " | ".join(kind for kind, _ in KINDS) + " |")
    print("|---" * (len(KINDS) + 1) + "|")
    for name in arguments.networks or NETWORKS:
        values = shares(os.path.abspath(arguments.svertka), name)
        print(f"| {name} | " + " | ".join(f"{value:.0f}" if value >= 0.5 else "" for value in values.values()) + " |",
              flush=True)


main()
