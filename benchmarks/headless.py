"""How long a notebook of one cell takes from the command line: `svertka run` beside `jupyter execute`.

    python3 benchmarks/headless.py [--svertka .build/release/svertka] [--runs 20] [--jupyter 3]

Both run the same notebook with the same kernel; processes and files are included. Run it on a quiet machine, with an
environment in which `svertka install` was run.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

NOTEBOOK = {
    "cells": [{"cell_type": "code", "execution_count": None, "id": "one", "metadata": {}, "outputs": [], "source": "6 * 7"}],
    "metadata": {"kernelspec": {"display_name": "Svertka", "language": "svertka", "name": "svertka"}},
    "nbformat": 4, "nbformat_minor": 5,
}


def seconds(command, runs):
    """The seconds of each run; the first one warms up and does not count."""
    taken = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    return taken[1:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--svertka", default=".build/release/svertka")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--jupyter", type=int, default=3, metavar="RUNS", help="runs of jupyter execute; 0 leaves it out")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "one.ipynb").write_text(json.dumps(NOTEBOOK))
    rows = [("svertka --version", [options.svertka, "--version"], options.runs),
            ("svertka run one.ipynb -o out.ipynb",
             [options.svertka, "run", folder / "one.ipynb", "-o", folder / "out.ipynb"], options.runs)]
    if options.jupyter:
        execute = [sys.executable, "-m", "jupyter", "execute", f"--output={folder}/theirs.ipynb", folder / "one.ipynb"]
        rows.append(("jupyter execute one.ipynb", execute, options.jupyter))
    print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
    print("| | fastest | median |\n|---|---|---|")
    for name, command, runs in rows:
        taken = seconds(command, runs)
        print(f"| `{name}` | {min(taken) * 1000:.0f} ms | {statistics.median(taken) * 1000:.0f} ms |")
    out = json.loads((folder / "out.ipynb").read_text())
    assert out["cells"][0]["outputs"][0]["data"]["text/plain"] in ("42", ["42"])


main()
