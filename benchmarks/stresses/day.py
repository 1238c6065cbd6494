"""A long day of cells and charts in one kernel, and what it does to its memory."""

import time

from stresses.kernels import Kernel

PREPARATION = """\
import numpy as np
import matplotlib.pyplot as plt
from keras.models import Sequential
from keras.layers import Dense
from IPython.display import display, HTML, update_display
import sys
"""

CELLS = [
    "x{s} = {i}\nx{s} * 2",
    "def f{s}(a, b=2):\n    return [a + b for _ in range(10)] # {i}\nf{s}({i})",
    "for k in range(3): print('line', k, {i})",
    "{i} / 0",
    "undefined_{s} + {i}",
    "class C{s}:\n    def __init__(self): self.v = {i}\n    def g(self): return self.v\nC{s}().g()",
    "t = 0\nfor k in range(2000): t += k * {i} % 7\nt",
    "d{s} = {{str(k): [k, {i}] for k in range(50)}}\nlen(d{s})",
    "a{s} = np.random.rand(100, 100) + {i}\n(a{s} @ a{s}).sum() > 0",
    "print('error {i}', file=sys.stderr)",
    "text = 'абв' * {s} + str({i})\ntext[::-1]",
    "display(HTML('<b>{i}</b>'), display_id='d{i}')\nNone",
    "try:\n    raise ValueError({i})\nexcept ValueError as e:\n    print(e)",
    "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(10) + {i}",
    "sorted([(k * {i}) % 101 for k in range(200)], key=lambda v: -v)[:5]",
    "g{s} = (k * {i} for k in range(10))\nsum(g{s})",
    "s{s} = {{k % 17 for k in range({i} % 1000)}}\ns{s}",
    "if {i} % 2:\n    r = 'odd'\nelse:\n    r = 'even'\nr",
    "lambda v: v + {i}",
    "b = {i}\nb ** 20 % 1000003",
]

# Those that end in an error.
FAILING = (CELLS[3], CELLS[4])

# Cells that are sent together, as by "run all".
BATCH = 20

CHART = """\
plt.plot([1, 2, {s}], [{i} % 9, 3, 1])
plt.title('{i}')
plt.show()
"""

TRAINING = """\
model = Sequential([Dense(8, activation='relu', input_shape=(4,)), Dense(1)])
model.compile(loss='mse', optimizer='adam')
h = model.fit(np.random.rand(64, 4), np.random.rand(64), epochs=2, batch_size=16)
len(h.history['loss'])
"""


def day(cells=100_000, charts=2_000, warm_up=0.1, report=None):
    """Runs cells and charts in one kernel and looks at its memory. Returns what was measured.

    The first tenth warms up: libraries, caches and the allocator's arenas are filled. Then memory may grow by 5 % at most.
    """
    with Kernel() as kernel:
        wire = kernel.wire
        for source in (PREPARATION, CHART.format(i=0, s=0), TRAINING):
            assert wire.run(source)[0]["status"] == "ok"
        every, memory, published = max(1, cells // charts), [], 0
        start, width, batch = time.monotonic(), max(BATCH, cells // 200), []
        for i in range(cells):
            place = i % every
            source = CELLS[i % len(CELLS)]
            if place == every - 1:
                source = TRAINING if (i // every) % 10 == 9 else CHART
            # Names come back, as in a notebook that is worked on; texts do not.
            batch.append((source if source is TRAINING else source.format(i=i, s=i % 37), source in FAILING))
            if len(batch) == BATCH or i == cells - 1:
                done, count = wire.run_all([source for source, _ in batch])
                assert done == ["error" if fails else "ok" for _, fails in batch], (batch, done)
                published += count
                batch = []
                wire.reply(wire.send("complete_request", {"code": f"np.ar{i % 10}", "cursor_pos": 5}))
                wire.reply(wire.send("inspect_request", {"code": "np.zeros", "cursor_pos": 6, "detail_level": 0}))
            if i % width == width - 1:
                memory.append(kernel.memory())
                if report and len(memory) % 10 == 0:
                    report(f"{i + 1} cells, {memory[-1]:.1f} MiB")
        seconds = time.monotonic() - start
        warm = max(memory[: int(len(memory) * warm_up) + 1])
        tenth = max(1, len(memory) // 10)
        late = sum(memory[-tenth:]) / tenth
        return {"cells": cells, "charts and trainings": cells // every, "messages": published, "seconds": round(seconds, 1),
                "MiB after warm-up": round(warm, 1), "MiB at the end": round(late, 1), "growth, %": round((late / warm - 1) * 100, 2)}
