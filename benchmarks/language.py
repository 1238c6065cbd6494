"""What a cell costs before its program runs: compiling, and the work around it. The figures of docs/performance.md.

usage: language.py [--svertka PATH]
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

# Forty lines as students write them; a cell of a thousand lines is twenty-five times this.
LINES = '''
class Layer{n}:
    """A layer of a network, by its sizes."""

    def __init__(self, inputs, outputs, name=None):
        self.inputs, self.outputs = inputs, outputs
        self.name = name or f"layer_{{inputs}}x{{outputs}}"
        self.weights = [[0.0] * outputs for _ in range(inputs)]

    def forward(self, x):
        result = []
        for j in range(self.outputs):
            total = 0.0
            for i, value in enumerate(x):
                total += value * self.weights[i][j]
            result.append(max(0.0, total) if j % 2 == 0 else total)
        return result

    @property
    def size(self):
        return self.inputs * self.outputs


def train{n}(layers, samples, rate=0.1, *, epochs=10, verbose=True):
    history = {{"loss": [], "accuracy": []}}
    for epoch in range(epochs):
        loss = 0.0
        for k, (x, wanted) in enumerate(samples):
            try:
                for layer in layers:
                    x = layer.forward(x)
                error = sum((a - b) ** 2 for a, b in zip(x, wanted))
            except (TypeError, ValueError) as problem:
                raise RuntimeError(f"sample {{k}} does not fit") from problem
            loss += error / len(wanted)
        history["loss"].append(loss)
        if verbose and epoch % 2 == 0:
            print(f"epoch {{epoch + 1}}/{{epochs}}: loss {{loss:.4f}}", "*" * int(loss))
    return {{name: values[-1] for name, values in history.items() if values}}

'''


def program():
    text = "".join(LINES.format(n=n) for n in range(25))
    return text, text.count("\n")


def compiling(command):
    """Milliseconds to compile a cell of a thousand lines: the best and the median of thirty."""
    text, lines = program()
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(
            f"import time\ntext = {text!r}\ntimes = []\n"
            "for k in range(30):\n"
            "    start = time.perf_counter()\n"
            "    exec(text + f'\\n# {k}\\n')\n"
            "    times.append(time.perf_counter() - start)\n"
            "print(min(times) * 1e3, sorted(times)[15] * 1e3)\n"
        )
        file.flush()
        best, median = subprocess.run(command + [file.name], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return lines, float(best), float(median)


def cells(svertka, source, count):
    """Microseconds that one more cell takes, run and stored in the notebook."""
    def notebook(folder, count):
        path = pathlib.Path(folder) / f"{count}.ipynb"
        cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        path.write_text(json.dumps({
            "nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "svertka", "display_name": "Svertka"}},
            "cells": [dict(cell, id=f"cell-{k}") for k in range(count)],
        }))
        return path

    def seconds(path):
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([svertka, "run", str(path), "-o", str(path) + ".out"], check=True, capture_output=True)
            times.append(time.perf_counter() - start)
        return statistics.median(times)

    with tempfile.TemporaryDirectory() as folder:
        few, many = notebook(folder, 10), notebook(folder, 10 + count)
        return (seconds(many) - seconds(few)) / count * 1e6


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--svertka", default=".build/release/svertka")
    svertka = arguments.parse_args().svertka
    lines, best, median = compiling([svertka, "run"])
    _, python_best, python_median = compiling([sys.executable])
    print(f"compiling {lines} lines: {best:.1f} ms at best, {median:.1f} ms in the median "
          f"(CPython {python_best:.1f} and {python_median:.1f})")
    print(f"a cell `1` of a notebook: {cells(svertka, '1', 2000):.0f} µs")


if __name__ == "__main__":
    main()
