"""Runs the examples of `help` in Python, with NumPy, Keras (TensorFlow), matplotlib and scikit-learn:

    python3 Tests/LibraryTests/Examples/compare.py

Prints every example that prints something else there, and ends with 1 where there is one. Svertka's own are left out.
"""

import contextlib
import io
import os
import pathlib
import re
import sys
import tempfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
FOLDER = pathlib.Path(__file__).resolve().parents[3] / "Sources/Library/Examples"
START = "import numpy as np\nimport keras\nfrom keras import layers\nimport matplotlib.pyplot as plt\n"


def examples():
    """(name, [[source, output], ...]) of every row of the tables."""
    for path in sorted(FOLDER.glob("Example+*.swift")):
        table = re.search(r'#"""\n(.*?)\n        """#', path.read_text(), re.S)[1]
        for row in re.sub(r"^ {8}", "", table, flags=re.M).split("\n\n"):
            name, *lines = row.split("\n")
            steps = []
            for line in lines:
                if line.startswith(">>> "):
                    steps.append([line[4:], ""])
                elif line.startswith("... "):
                    steps[-1][0] += "\n" + line[4:]
                else:
                    steps[-1][1] += ("" if line == "<BLANKLINE>" else line) + "\n"
            yield name, steps


def main():
    import matplotlib

    matplotlib.use("agg")
    os.chdir(tempfile.mkdtemp())
    start = {}
    exec(START, start)
    count = differing = 0
    for name, steps in examples():
        if name.startswith("svertka."):
            continue
        count += 1
        names = dict(start)
        for source, output in steps:
            said = io.StringIO()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
                exec(compile(source + "\n", name, "single"), names)
            # Lines of spaces are lines without anything in the tables.
            found = "\n".join(line if line.strip() else "" for line in said.getvalue().split("\n"))
            if found != output:
                differing += 1
                print(f"{name}: {source}\n{found}instead of\n{output}")
        start["plt"].close("all")
    print(f"{count} examples, {differing} differ")
    sys.exit(differing > 0)


main()
