"""Executes the course's notebooks through a real Jupyter client and says how long each took.

usage: notebooks.py [--full] [--output FOLDER] [NOTEBOOK…]

Without names all of `notebooks/`. The small setting is meant for tests, --full takes the real data and many epochs.
Ends with 1 if a notebook met an error.
"""

import argparse
import pathlib
import sys
import time

import nbclient
import nbformat
from nbclient.exceptions import CellExecutionError

ROOT = pathlib.Path(__file__).resolve().parents[2]
COURSE = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))


def tagged(notebook, tag):
    """The places of the cells that bear a tag."""
    return [place for place, cell in enumerate(notebook.cells) if tag in cell.metadata.get("tags", [])]


def prepared(path, full):
    """The notebook with its setting behind the cell `parameters`, as papermill does it."""
    notebook = nbformat.read(path, as_version=4)
    setting = nbformat.v4.new_code_cell(f"full = {full}", metadata={"tags": ["injected-parameters"]})
    for place in tagged(notebook, "parameters")[:1]:
        notebook.cells.insert(place + 1, setting)
    return notebook


def execute(path, full=False, kernel="svertka", seconds=7200):
    """The executed notebook, and the error that ended it, if one did. It runs in its own folder, as in Jupyter."""
    notebook = prepared(path, full)
    client = nbclient.NotebookClient(
        notebook, timeout=seconds, kernel_name=kernel, resources={"metadata": {"path": str(path.parent)}}
    )
    try:
        client.execute()
        return notebook, None
    except CellExecutionError as error:
        return notebook, error


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true", help="real data and many epochs")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "out", help="folder of the executed notebooks")
    parser.add_argument("notebooks", nargs="*", type=pathlib.Path, default=COURSE)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    failed, begin = 0, time.monotonic()
    for path in options.notebooks:
        start = time.monotonic()
        notebook, error = execute(path.resolve(), options.full)
        nbformat.write(notebook, options.output / path.name)
        print(f"{path.name:32} {time.monotonic() - start:6.1f} s  {'ERROR' if error else 'ok'}", flush=True)
        if error:
            failed += 1
            print(error, file=sys.stderr)
    print(f"{len(options.notebooks)} notebooks, {failed} with an error, {time.monotonic() - begin:.0f} s: {options.output}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
