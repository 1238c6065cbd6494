"""The gallery notebook through nbclient: no cell fails, and every cell that draws shows valid pictures."""

import base64
import binascii
import pathlib
import re
import struct
import xml.etree.ElementTree
import zlib

import nbclient
import nbformat
import pytest

PATH = pathlib.Path(__file__).parents[2] / "notebooks" / "gallery.ipynb"


def png_size(data):
    """Width and height of a PNG file, every chunk of which was checked."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, size, pixels = 8, None, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == binascii.crc32(kind + body), kind
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        if kind == b"IDAT":
            pixels += body
        at += 12 + length
    assert kind == b"IEND" and size and len(zlib.decompress(pixels)) >= size[1]
    return size


def check(data, metadata):
    """Every picture of an output can be read and has the size that it is shown with."""
    found = 0
    if "image/png" in data:
        width, height = png_size(base64.b64decode(data["image/png"]))
        shown = metadata.get("image/png", {})
        if "width" in shown and "height" in shown:
            assert abs(width / height - shown["width"] / shown["height"]) < 0.02 * width / height
        found += 1
    if "image/gif" in data:
        assert base64.b64decode(data["image/gif"])[:6] in (b"GIF87a", b"GIF89a")
        found += 1
    if "image/svg+xml" in data:
        text = data["image/svg+xml"]
        assert xml.etree.ElementTree.fromstring(text if isinstance(text, str) else "".join(text)).tag.endswith("svg")
        found += 1
    return found + ("text/html" in data)


@pytest.mark.skipif(not PATH.exists(), reason="there is no gallery notebook")
def test_every_cell_of_the_gallery_draws():
    notebook = nbformat.read(PATH, as_version=4)
    nbclient.NotebookClient(notebook, kernel_name="svertka", timeout=300).execute()
    nbformat.validate(notebook)
    empty, pictures = [], 0
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        shown = 0
        for output in cell.outputs:
            assert output.output_type != "error", f"cell {place}: {output.get('evalue')}\n{cell.source}"
            if "data" in output:
                shown += check(output["data"], output.get("metadata", {}))
        pictures += shown
        # Cells that only define, import or train silently need not show anything.
        draws = re.search(r"plt\.(plot|subplots?|figure|imshow|scatter|hist|bar|show)\(", cell.source)
        if draws and not shown and "def " not in cell.source:
            empty.append(place)
    assert not empty, f"cells {empty} draw and show nothing"
    assert pictures > 0
