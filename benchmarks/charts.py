"""What the live training chart costs, and by how much a stored notebook grows for it.

The table of docs/pictures.md. Trainings run in a kernel with a real client that reads every message, in turns with the
chart (verbose=1) and without it (verbose=0). Beside the times of both stands what the kernel measured itself: the
seconds that drawing took of those of the training.

usage: charts.py [RUNS]    (default: 5; the kernelspec svertka must be installed)
"""

import json
import statistics
import sys
import time

import nbformat
from jupyter_client.manager import start_new_kernel

PREPARE = """
import numpy as np, keras
from keras import layers
from svertka import runs
rng = np.random.default_rng(0)
def convolutions():
    m = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(32, 3, activation='relu'),
                          layers.MaxPooling2D(), layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(),
                          layers.Flatten(), layers.Dense(128, activation='relu'), layers.Dense(10, activation='softmax')])
    m.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
    return m
def dense():
    m = keras.Sequential([keras.Input((20,)), layers.Dense(32, activation='relu'), layers.Dense(2, activation='softmax')])
    m.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
    return m
images, classes = rng.random((6000, 28, 28, 1), dtype='float32'), rng.integers(0, 10, 6000)
rows = rng.random((20000, 20), dtype='float32'); sides = (rows.sum(axis=1) > 10).astype('int32')
"""
CASES = {
    "convolutions": "convolutions().fit(images, classes, epochs=4, batch_size=128, validation_split=0.1, verbose=%d)",
    "small dense net": "dense().fit(rows, sides, epochs=40, batch_size=32, validation_split=0.1, verbose=%d)",
    "1000 short epochs": "dense().fit(rows[:640], sides[:640], epochs=1000, batch_size=32, validation_split=0.1, verbose=%d)",
    "half a second": "dense().fit(rows, sides, epochs=4, batch_size=32, validation_split=0.1, verbose=%d)",
}


class Kernel:
    def __init__(self):
        self.manager, self.client = start_new_kernel(kernel_name="svertka", startup_timeout=60)

    def run(self, source):
        """A cell: seconds, and its messages."""
        begin = time.perf_counter()
        message_id, messages = self.client.execute(source), []
        while True:
            message = self.client.get_iopub_msg(timeout=600)
            if message["parent_header"].get("msg_id") != message_id:
                continue
            messages.append(message)
            if message["msg_type"] == "error":
                raise RuntimeError(message["content"]["evalue"])
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return time.perf_counter() - begin, messages

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()


def growth(messages):
    """Bytes that a notebook on disk grows by: the last state of each display, as nbformat writes it."""
    outputs, shown = [], {}
    for message in messages:
        content = message["content"]
        if message["msg_type"] == "display_data":
            shown[content["transient"].get("display_id")] = len(outputs)
            outputs.append(nbformat.v4.output_from_msg(message))
        elif message["msg_type"] == "update_display_data":
            place = shown[content["transient"]["display_id"]]
            outputs[place]["data"], outputs[place]["metadata"] = content["data"], content["metadata"]
        elif message["msg_type"] in ("stream", "execute_result"):
            outputs.append(nbformat.v4.output_from_msg(message))
    def size(outputs):
        cell = nbformat.v4.new_code_cell("fit", outputs=outputs, id="a")
        return len(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])).encode())
    return size(outputs) - size([])


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    kernel = Kernel()
    kernel.run(PREPARE)
    print(f"{'training':20} {'plain s':>8} {'chart s':>8} {'diff %':>7} {'drawn %':>8} {'updates':>8} {'stored KB':>10}")
    for name, source in CASES.items():
        kernel.run(source % 0)
        times, shares, sizes, updates = ([], []), [], [], []
        for _ in range(count):
            for verbose in (0, 1):
                times[verbose].append(kernel.run(source % verbose + "; pass")[0])
            _, messages = kernel.run("print(runs()[-1].chart_seconds / runs()[-1].seconds)")
            shares.append(float(next(m for m in messages if m["msg_type"] == "stream")["content"]["text"]) * 100)
            seconds, messages = kernel.run(source % 1 + "; pass")
            sizes.append(growth(messages) / 1000)
            updates.append(sum("display" in m["msg_type"] for m in messages))
        plain, chart = (statistics.median(t) for t in times)
        print(
            f"{name:20} {plain:8.2f} {chart:8.2f} {(chart / plain - 1) * 100:7.1f} {statistics.median(shares):8.2f} "
            f"{statistics.median(updates):8.0f} {max(sizes):10.1f}", flush=True)
    kernel.close()


if __name__ == "__main__":
    main()
