"""Executes a notebook through a real Jupyter client and ends with what it says about accuracy.

usage: demo.py NOTEBOOK OUTPUT
"""

import pathlib
import sys
import time

import nbclient
import nbformat


def texts(notebook):
    """All plain text that the code cells printed or showed."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                yield output.text
            elif output.output_type == "execute_result":
                yield output.data.get("text/plain", "")


def main(source, target):
    source, target = pathlib.Path(source), pathlib.Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.read(source, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=3600, kernel_name="svertka", resources={"metadata": {"path": str(source.parent)}}
    )
    client.on_cell_execute = lambda cell, cell_index: print(
        f"cell {cell_index + 1} of {len(notebook.cells)}", file=sys.stderr, flush=True
    )
    start = time.monotonic()
    try:
        client.execute()
    finally:
        nbformat.write(notebook, target)
    # The last cell sums up: data set and accuracies.
    print(list(texts(notebook))[-1], end="")
    print(f"executed in {time.monotonic() - start:.0f} s: {target}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
