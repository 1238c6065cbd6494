"""Contact sheets of the gallery: every picture of notebooks/gallery.ipynb, small, as JupyterLab shows it.

    python benchmarks/contact_sheets.py [--binary .build/release/svertka] [--notebook notebooks/gallery.ipynb]
                                        [--output docs/gallery] [--peer PYTHON]

The notebook is executed by Svertka; its pictures stand on JupyterLab's light background and on its dark one, in sheets
of at most 300 KB (fewer colours, then smaller, until they fit). With --peer, the cells between a heading "pyplot" and
the next heading of its level are executed with matplotlib by another Python too, and stand beside ours.
Needs Pillow.
"""

import argparse
import base64
import io
import json
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw

ROOT = pathlib.Path(__file__).parents[1]
LIMIT = 300_000
# The colours behind outputs in JupyterLab's two themes, and of text on them.
THEMES = {"light": ("#ffffff", "#555555"), "dark": ("#111111", "#bbbbbb")}
WIDTH, COLUMNS, ROWS, GAP = 380, 4, 6, 14

# Executes cells of code with matplotlib and prints the pictures of each as base64.
PEER = """
import base64, io, json, sys
import matplotlib
matplotlib.use('Agg')
import matplotlib.pyplot as plt
names, made = {}, []
shown = []
def show(*args, **kwargs):
    for number in plt.get_fignums():
        target = io.BytesIO()
        plt.figure(number).savefig(target, dpi=200)
        shown.append(base64.b64encode(target.getvalue()).decode())
    plt.close('all')
plt.show = show
for source in json.load(sys.stdin):
    shown.clear()
    try:
        exec(compile(source, 'cell', 'exec'), names)
        show()
    except Exception as error:
        print(type(error).__name__, error, file=sys.stderr)
        plt.close('all')
    made.append(list(shown))
json.dump(made, sys.stdout)
"""


def picture(text) -> Image.Image:
    data = base64.b64decode(text if isinstance(text, str) else "".join(text))
    return Image.open(io.BytesIO(data)).convert("RGBA")


def executed(binary: str, notebook: pathlib.Path) -> list[dict]:
    """The cells of a notebook after Svertka ran it."""
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder) / "out.ipynb"
        done = subprocess.run([binary, "run", str(notebook), "-o", str(target)], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        return json.loads(target.read_text())["cells"]


def pictures_of(cell: dict) -> list[Image.Image]:
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [picture(one["image/png"]) for one in data if "image/png" in one]


def section(cells: list[dict], name: str) -> list[dict]:
    """The code cells under a heading."""
    found, inside, level = [], False, 0
    for cell in cells:
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        if cell["cell_type"] == "markdown" and source.startswith("#"):
            depth = len(source) - len(source.lstrip("#"))
            if inside and depth <= level:
                break
            if name in source.split("\n")[0]:
                inside, level = True, depth
        elif inside and cell["cell_type"] == "code":
            found.append(cell)
    return found


def small(image: Image.Image, width: int = WIDTH) -> Image.Image:
    height = max(round(image.height * width / image.width), 1)
    if height > width * 1.5:
        width, height = round(width * width * 1.5 / height), round(width * 1.5)
    return image.resize((max(width, 1), height), Image.LANCZOS)


def sheet(images: list[Image.Image], theme: str, titles: list[str] | None = None) -> Image.Image:
    """Pictures in rows on a theme's background."""
    background, ink = THEMES[theme]
    rows = [images[start : start + COLUMNS] for start in range(0, len(images), COLUMNS)]
    heights = [max(image.height for image in row) + GAP for row in rows]
    top = 24 if titles else GAP
    made = Image.new("RGB", (COLUMNS * (WIDTH + GAP) + GAP, sum(heights) + top), background)
    draw = ImageDraw.Draw(made)
    for place, title in enumerate(titles or []):
        draw.text((GAP + place * (WIDTH + GAP), 6), title, fill=ink)
    y = top
    for row, height in zip(rows, heights):
        for place, image in enumerate(row):
            made.paste(image, (GAP + place * (WIDTH + GAP), y), image)
        y += height
    return made


def write(image: Image.Image, path: pathlib.Path) -> None:
    """Writes a sheet with as many colours and pixels as fit the limit."""
    for width in (1.0, 0.85, 0.7, 0.6, 0.5):
        scaled = image.resize((round(image.width * width), round(image.height * width)), Image.LANCZOS)
        for colours in (256, 128, 64):
            target = io.BytesIO()
            scaled.quantize(colours, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
            if len(target.getvalue()) < LIMIT:
                path.write_bytes(target.getvalue())
                print(f"{path}: {len(target.getvalue()) // 1000} KB, {scaled.width} x {scaled.height}")
                return
    sys.exit(f"{path} does not fit {LIMIT} bytes")


def sheets(images: list[Image.Image], theme: str, path: pathlib.Path, titles: list[str] | None = None) -> None:
    size = COLUMNS * ROWS
    for number, start in enumerate(range(0, len(images), size), 1):
        write(sheet(images[start : start + size], theme, titles), path.with_name(f"{path.name}-{number}.png"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=str(ROOT / ".build/release/svertka"))
    parser.add_argument("--notebook", type=pathlib.Path, default=ROOT / "notebooks/gallery.ipynb")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "docs/gallery")
    parser.add_argument("--peer", help="a Python with matplotlib")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    cells = executed(options.binary, options.notebook)
    images = [small(image) for cell in cells for image in pictures_of(cell)]
    if not images:
        sys.exit(f"{options.notebook} shows no pictures")
    for theme in THEMES:
        sheets(images, theme, options.output / theme)
    if not options.peer:
        return
    chosen = section(cells, "pyplot")
    sources = ["".join(cell["source"]) for cell in chosen]
    done = subprocess.run(
        [options.peer, "-c", PEER], input=json.dumps(sources), capture_output=True, text=True, check=True
    )
    print(done.stderr, end="", file=sys.stderr)
    pairs = []
    for cell, theirs in zip(chosen, json.loads(done.stdout)):
        for ours, other in zip(pictures_of(cell), theirs):
            pairs += [small(ours), small(picture(other))]
    sheets(pairs, "light", options.output / "matplotlib", ["Svertka", "matplotlib"] * (COLUMNS // 2))


if __name__ == "__main__":
    main()
