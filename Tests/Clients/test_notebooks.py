"""The course's notebooks: how they are written, that each one runs in the small setting, and what the portable ones
print under ipykernel. That needs Keras and matplotlib in the interpreter `KERAS` (`make test KERAS=python`)."""

import base64
import json
import os
import re
import struct
import subprocess
import sys
import zlib

import nbformat
import pytest

import notebooks

COURSE = pytest.mark.parametrize("path", notebooks.COURSE, ids=lambda path: path.stem)


def test_there_are_notebooks():
    assert notebooks.COURSE


@COURSE
def test_is_written_for_the_course(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) >= (4, 5)
    assert notebook.metadata.kernelspec.name == "svertka"
    assert notebook.metadata.language_info.name == "python"
    assert notebook.cells[0].cell_type == "markdown"
    code = [place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    assert notebooks.tagged(notebook, "parameters") == code[:1], "the first code cell is the one with parameters"
    assert notebooks.tagged(notebook, "check") == code[-1:], "the last code cell is the one that checks"
    assert "assert " in notebook.cells[code[-1]].source
    for place in code:
        cell = notebook.cells[place]
        assert not cell.outputs and cell.execution_count is None, "no outputs in the repository"


def rows(png):
    """Width, height and the filtered rows of a picture."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    place, packed = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += length + 12
    return width, height, zlib.decompress(packed)


@COURSE
def test_runs_in_the_small_setting(path):
    notebook, error = notebooks.execute(path, seconds=300)
    assert error is None, error
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code[-1].execution_count == len([cell for cell in code if cell.source.strip()])
    for cell in code:
        begin = cell.source.splitlines()[0]
        lines = 0
        for output in cell.outputs:
            assert output.output_type != "error", begin
            if output.output_type == "stream":
                lines += output.text.count("\n")
            elif "image/png" in output.get("data", {}):
                width, height, bytes_ = rows(base64.b64decode(output.data["image/png"]))
                assert 100 <= width <= 2600 and 60 <= height <= 3600, f"{begin}: a picture of {width}x{height}"
                assert len(set(bytes_)) > 8, f"{begin}: an empty picture"
            else:
                lines += output.get("data", {}).get("text/plain", "").count("\n")
        assert lines <= 80, f"{begin}: a wall of {lines} lines"


PORTABLE = ["01-neuron", "02-learning-rules", "03-gradient-descent"]
NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:e[-+]?\d+)?")


@pytest.fixture(scope="module")
def ipykernel(tmp_path_factory):
    """A kernel `peer` of the interpreter that has Keras."""
    python = os.environ.get("KERAS") or sys.executable
    needed = "import ipykernel, keras, matplotlib, tensorflow"
    if subprocess.run([python, "-c", needed], capture_output=True).returncode != 0:
        pytest.skip(f"{python} has no ipykernel, Keras, TensorFlow and matplotlib; KERAS names an interpreter that does")
    folder = tmp_path_factory.mktemp("jupyter")
    spec = folder / "kernels/peer/kernel.json"
    spec.parent.mkdir(parents=True)
    argv = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "peer", "language": "python"}))
    before = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(folder), before]))
    yield "peer"
    if before is None:
        del os.environ["JUPYTER_PATH"]
    else:
        os.environ["JUPYTER_PATH"] = before


def printed(notebook):
    """What each code cell wrote to its standard output."""
    return [
        "".join(output.text for output in cell.outputs if output.output_type == "stream" and output.name == "stdout")
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.parametrize("name", PORTABLE)
def test_portable_prints_the_same_under_ipykernel(name, ipykernel):
    path = notebooks.ROOT / "notebooks" / f"{name}.ipynb"
    assert notebooks.tagged(nbformat.read(path, as_version=4), "portable") == [0]
    ours, our_error = notebooks.execute(path, seconds=300)
    theirs, their_error = notebooks.execute(path, kernel=ipykernel, seconds=600)
    assert our_error is None and their_error is None, our_error or their_error
    for mine, other in zip(printed(ours), printed(theirs), strict=True):
        # Words agree to the letter, numbers within what single precision leaves.
        assert NUMBER.sub("#", mine) == NUMBER.sub("#", other)
        numbers = [[float(text) for text in NUMBER.findall(side)] for side in (mine, other)]
        assert numbers[0] == pytest.approx(numbers[1], rel=1e-3, abs=1e-3), mine
