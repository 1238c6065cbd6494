"""Svertka beside other kernels: start, memory, round trips, printing, slow readers, interrupts, orphans.

The table of docs/kernel.md. All kernels are driven by the same raw sockets: what is measured is the kernel, not a
client library. A kernel that is not installed is left out.

usage: kernel.py [KERNEL...]    (default: svertka python3 xpython)
"""

import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "Tests/Clients/conformance"))
from support import Peer, is_alive  # noqa: E402

LINES = "".join(f"{i}\n" for i in range(100_000))
FLUSHED = "import sys\nfor i in range(20000):\n    print(i)\n    sys.stdout.flush()"
CONVOLUTION = """
import numpy as np
from keras.layers import Conv2D
layer = Conv2D(64, (5, 5), padding='same')
images = np.zeros((32, 224, 224, 16), dtype='float32')
layer(images[:1])
while True: layer(images)
"""
PARENT = "import os, subprocess, sys, time\nos.environ['JPY_PARENT_PID'] = str(os.getpid())\nprint(subprocess.Popen(sys.argv[1:]).pid, flush=True)\ntime.sleep(600)"


class Run:
    """One kernel with one client that is connected before it starts."""

    def __init__(self, name, orphan=False):
        spec = KernelSpecManager().get_kernel_spec(name)
        self.folder = tempfile.TemporaryDirectory()
        path, _ = write_connection_file(str(pathlib.Path(self.folder.name) / "kernel.json"), key=b"secret")
        self.info = json.loads(pathlib.Path(path).read_text())
        command = [word.replace("{connection_file}", path) for word in spec.argv]
        if command[0] in ("python", "python3"):
            # As jupyter_client does it.
            command[0] = sys.executable
        environment = os.environ | spec.env | {"SVERTKA_HISTORY": path + ".history"}
        self.peer = Peer(self.info, reconnect=1)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        begin = time.perf_counter()
        if orphan:
            self.parent = subprocess.Popen([sys.executable, "-c", PARENT] + command, stdout=subprocess.PIPE, text=True)
            self.pid = int(self.parent.stdout.readline())
        else:
            environment["JPY_PARENT_PID"] = str(os.getpid())
            self.process = subprocess.Popen(command, env=environment, **quiet)
            self.pid = self.process.pid
        self.peer.send("kernel_info_request")
        self.peer.receive(seconds=60)
        self.start = time.perf_counter() - begin
        time.sleep(0.3)
        self.drain()

    def drain(self):
        while not self.peer.is_quiet("iopub", 0.05):
            self.peer.sockets["iopub"].recv_multipart()

    def memory(self):
        """Resident MiB."""
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def trip(self, code):
        """Seconds to the reply and to idle."""
        frames = self.peer.frames("execute_request", {"code": code, "store_history": True})
        shell, iopub = self.peer.sockets["shell"], self.peer.sockets["iopub"]
        begin = time.perf_counter()
        shell.send_multipart(frames)
        shell.recv_multipart()
        reply = time.perf_counter() - begin
        while b'"idle"' not in iopub.recv_multipart()[6].replace(b": ", b":"):
            pass
        return reply, time.perf_counter() - begin

    def cell(self, code, pause=0, patience=60):
        """Seconds to idle, or to giving up; what was printed; and whether idle came."""
        begin = time.perf_counter()
        asked = self.peer.send("execute_request", {"code": code})
        time.sleep(pause)
        text = []
        iopub = self.peer.sockets["iopub"]
        while iopub.poll(patience * 1000):
            message = self.peer.receive("iopub")
            if message["parent_header"].get("msg_id") != asked:
                continue
            if message["msg_type"] == "stream":
                text.append(message["content"]["text"])
            if message["content"].get("execution_state") == "idle":
                self.peer.receive(seconds=60)
                return time.perf_counter() - begin, "".join(text), True
        while not self.peer.is_quiet("shell", 0.1):
            self.peer.receive()
        return time.perf_counter() - begin, "".join(text), False

    def processor(self):
        """Seconds of processor time that the kernel has used."""
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def interrupt(self, code, by_signal):
        """Seconds from the request to the error's reply; `None` where the kernel died of it."""
        self.peer.send("execute_request", {"code": code})
        time.sleep(1)
        begin = time.perf_counter()
        if by_signal:
            os.kill(self.pid, signal.SIGINT)
        else:
            self.peer.send("interrupt_request", {}, "control")
        if self.peer.is_quiet("shell", 10):
            return None
        self.peer.receive()
        took = time.perf_counter() - begin
        self.drain()
        return took if is_alive(self.pid) else None

    def is_second_client_welcomed(self):
        second = Peer(self.info, ("iopub",))
        # As bytes: xeus-python sends `null` where the protocol has an object.
        welcomed = not second.is_quiet("iopub", 1) and b'"iopub_welcome"' in b"".join(second.sockets["iopub"].recv_multipart())
        second.close()
        return welcomed

    def orphaned(self):
        """Seconds from the parent's death to the kernel's; `None` after 15."""
        self.parent.kill()
        self.parent.wait()
        begin = time.perf_counter()
        while is_alive(self.pid):
            if time.perf_counter() - begin > 15:
                return None
            time.sleep(0.01)
        return time.perf_counter() - begin

    def close(self):
        if is_alive(self.pid):
            os.kill(self.pid, signal.SIGKILL)
        if hasattr(self, "process"):
            self.process.wait()
        self.peer.close()
        self.folder.cleanup()


def milliseconds(seconds, missing="the kernel ends"):
    return missing if seconds is None else f"{seconds * 1e3:.0f} ms"


def quantiles(values):
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 2] * 1e3:.2f} / {ordered[int(len(ordered) * 0.95)] * 1e3:.2f} ms"


def measure(name):
    rows = {}
    by_signal = KernelSpecManager().get_kernel_spec(name).interrupt_mode == "signal"
    starts, memory = [], []
    for _ in range(12):
        run = Run(name)
        starts.append(run.start)
        memory.append(run.memory())
        run.close()
    # The first start also fills the system's file cache.
    rows["process start to first `kernel_info_reply`, median"] = milliseconds(statistics.median(starts[1:]))
    rows["resident memory after start"] = f"{statistics.median(memory):.0f} MiB"

    run = Run(name)
    for _ in range(100):
        run.trip("1")
    trips = [run.trip("1") for _ in range(1000)]
    rows["reply to `1`, p50 / p95"] = quantiles([trip[0] for trip in trips])
    rows["idle after `1`, p50 / p95"] = quantiles([trip[1] for trip in trips])
    before = run.processor()
    for _ in range(3000):
        run.trip("1")
    rows["processor time of a cell `1`"] = f"{(run.processor() - before) / 3000 * 1e6:.0f} µs"
    runs = [run.cell("for i in range(100000): print(i)", patience=10) for _ in range(3)]
    took, text, ended = min(runs)
    missing = 100_000 - text.count("\n")
    rows["100,000 prints"] = f"{took:.2f} s, {'all received' if text == LINES else f'{missing:,} lines lost'}" + (
        "" if ended else ", idle lost"
    )
    rows["welcome to a second client"] = "yes" if run.is_second_client_welcomed() else "no"
    run.close()

    run = Run(name)
    _, text, ended = run.cell(FLUSHED, pause=8, patience=10)
    rows["20,000 flushed lines, reader pauses 8 s: lost"] = f"{20_000 - text.count(chr(10)):,} lines" + (
        "" if ended else " and idle"
    )
    run.close()

    run = Run(name)
    took = [run.interrupt("while True: pass", by_signal) for _ in range(1)]
    while took[-1] is not None and len(took) < 5:
        took.append(run.interrupt("while True: pass", by_signal))
    rows["interrupt of a tight loop, worst of 5"] = milliseconds(None if None in took else max(took))
    if name == "svertka":
        took = [run.interrupt(CONVOLUTION, by_signal) for _ in range(10)]
        rows["interrupt in a large convolution, worst of 10"] = milliseconds(None if None in took else max(took))
    else:
        rows["interrupt in a large convolution, worst of 10"] = "-"
    run.close()

    run = Run(name, orphan=True)
    rows["parent killed: the kernel ends after"] = milliseconds(run.orphaned(), "15 s and more")
    run.close()
    return rows


def main(names):
    columns = {}
    for name in names:
        try:
            columns[name] = measure(name)
        except NoSuchKernel:
            print(f"{name} is not installed", file=sys.stderr)
    print("| what | " + " | ".join(columns) + " |\n|" + "---|" * (len(columns) + 1))
    for row in next(iter(columns.values())):
        print(f"| {row} | " + " | ".join(column[row] for column in columns.values()) + " |")


if __name__ == "__main__":
    main(sys.argv[1:] or ["svertka", "python3", "xpython"])
