"""How long pictures take: from the figure's description to the bytes of the file that a notebook shows.

    python benchmarks/pictures.py [--binary .build/release/svertka] [--peer PYTHON] [--repeats 30]

Each program is run by Svertka through the built binary and, with --peer, by another Python with matplotlib (Agg). Both
draw at 200 dots an inch, as many pixels as a notebook's high-density picture has. Printed are the median and the best
time in milliseconds and the file's size.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HEAD = """
import io, time, json
import numpy as np
import matplotlib.pyplot as plt
rng = np.random.default_rng(0)
"""

TAIL = """
def draw():
    target = io.BytesIO()
    start = time.perf_counter()
    fig.savefig(target, format='png', dpi=200)
    return (time.perf_counter() - start) * 1e3, len(target.getvalue())
draw()
times = sorted(draw() for _ in range(REPEATS))
print(json.dumps([times[len(times) // 2][0], times[0][0], times[0][1]]))
plt.close('all')
"""

PROGRAMS = {
    "4 curves of 10,000 points": """
fig, ax = plt.subplots()
x = np.linspace(0, 100, 10_000)
for k in range(4):
    ax.plot(x, np.cumsum(rng.normal(size=10_000)), label=f'curve {k}')
ax.set_title('Four curves'); ax.set_xlabel('step'); ax.set_ylabel('value'); ax.legend(); ax.grid(True)
""",
    "4 smooth curves of 10,000 points": """
fig, ax = plt.subplots()
x = np.linspace(0, 10, 10_000)
for k in range(4):
    ax.plot(x, np.sin(x + k) * np.exp(-x / 10), label=f'curve {k}')
ax.set_title('Four curves'); ax.legend()
""",
    "64 digits of 28 x 28": """
digits = np.clip(rng.normal(60, 90, size=(64, 28, 28)), 0, 255).astype(np.uint8)
digits[:, :4] = 0; digits[:, -4:] = 0; digits[:, :, :4] = 0; digits[:, :, -4:] = 0
fig, axes = plt.subplots(8, 8, figsize=(8, 8))
for image, ax in zip(digits, axes.flat):
    ax.imshow(image, cmap='gray'); ax.axis('off')
""",
    "scatter of 5,000 points in colours": """
fig, ax = plt.subplots()
p = rng.normal(size=(5000, 2))
ax.scatter(p[:, 0], p[:, 1], c=p[:, 0], cmap='viridis', s=12)
""",
    "histogram of 100,000 numbers": """
fig, ax = plt.subplots()
ax.hist(rng.normal(size=100_000), bins=50)
""",
    "filled contours with a bar": """
x = np.linspace(-3, 3, 100); X, Y = np.meshgrid(x, x)
fig, ax = plt.subplots()
fig.colorbar(ax.contourf(X, Y, np.sin(X) * np.cos(Y), 20), ax=ax)
""",
    "photograph of 640 x 480": """
a, b = np.meshgrid(np.linspace(0, 1, 640), np.linspace(0, 1, 480))
photo = np.stack([a, b, (a * b + rng.random((480, 640)) * 0.1).clip(0, 1)], axis=2)
fig, ax = plt.subplots(); ax.imshow(photo); ax.axis('off')
""",
}


def measured(command: list[str], program: str, head: str, repeats: int) -> list[float]:
    """The numbers that a program prints last."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(head + HEAD + f"REPEATS = {repeats}\n" + program + TAIL)
        file.flush()
        made = subprocess.run([*command, file.name], capture_output=True, text=True)
    lines = [line for line in made.stdout.splitlines() if line.startswith("[")]
    if made.returncode or not lines:
        sys.exit(made.stdout + made.stderr)
    return json.loads(lines[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=str(pathlib.Path(__file__).parents[1] / ".build/release/svertka"))
    parser.add_argument("--peer", help="a Python with matplotlib")
    parser.add_argument("--repeats", type=int, default=30)
    options = parser.parse_args()
    print(f"{'picture':38} {'median':>8} {'best':>8} {'KB':>6}" + ("   matplotlib's" if options.peer else ""))
    for name, program in PROGRAMS.items():
        own = measured([options.binary, "run"], program, "", options.repeats)
        line = f"{name:38} {own[0]:8.2f} {own[1]:8.2f} {own[2] / 1000:6.1f}"
        if options.peer:
            agg = "import matplotlib\nmatplotlib.use('Agg')\n"
            peer = measured([options.peer], program, agg, options.repeats)
            line += f"   {peer[0]:8.2f} {peer[1]:8.2f} {peer[2] / 1000:6.1f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
