"""Svertka beside ipykernel: start, memory, round trips, printing, interrupts. The table of docs/kernel.md.

usage: kernel.py [KERNEL...]    (default: svertka python3)
"""

import os
import statistics
import sys
import time

from jupyter_client.manager import KernelManager


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


class Run:
    """One kernel, measured."""

    def __init__(self, name):
        self.manager = KernelManager(kernel_name=name)
        start = time.perf_counter()
        self.manager.start_kernel()
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.kernel_info()
        self.client.get_shell_msg(timeout=60)
        self.start = time.perf_counter() - start
        self.client.wait_for_ready(timeout=60)

    def memory(self):
        """Resident MiB."""
        with open(f"/proc/{self.manager.provisioner.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def cell(self, code):
        """Seconds to the reply and to idle, and the printed text."""
        start = time.perf_counter()
        message_id = self.client.execute(code)
        text = []
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") != message_id:
                continue
            if message["msg_type"] == "stream":
                text.append(message["content"]["text"])
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
        idle = time.perf_counter() - start
        self.client.get_shell_msg(timeout=120)
        return idle, "".join(text)

    def reply(self, code):
        start = time.perf_counter()
        self.client.execute(code)
        self.client.get_shell_msg(timeout=120)
        return time.perf_counter() - start

    def processor(self):
        """Seconds of processor time that the kernel has used."""
        with open(f"/proc/{self.manager.provisioner.process.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def cost(self, code, count):
        """Seconds of the kernel's processor time that a cell takes, its messages included."""
        start = self.processor()
        for _ in range(count):
            self.cell(code)
        return (self.processor() - start) / count

    def interrupt(self):
        """Seconds from the request to the error's reply, in a tight loop."""
        self.client.execute("while True: pass")
        time.sleep(0.3)
        start = time.perf_counter()
        self.manager.interrupt_kernel()
        self.client.get_shell_msg(timeout=30)
        return time.perf_counter() - start

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def measure(name):
    starts = []
    for _ in range(5):
        run = Run(name)
        starts.append(run.start)
        memory = run.memory()
        run.close()
    run = Run(name)
    for _ in range(50):
        run.cell("1")
    idle = [run.cell("1")[0] for _ in range(300)]
    reply = [run.reply("1") for _ in range(300)]
    cost = run.cost("1", 3000)
    prints, text = run.cell("for i in range(100000): print(i)")
    complete = text == "".join(f"{i}\n" for i in range(100000))
    interrupts = [run.interrupt() for _ in range(5)]
    run.close()
    return [
        f"{statistics.median(starts) * 1e3:.0f} ms",
        f"{memory:.0f} MiB",
        f"{percentile(reply, 0.5) * 1e3:.2f} / {percentile(reply, 0.95) * 1e3:.2f} ms",
        f"{percentile(idle, 0.5) * 1e3:.2f} / {percentile(idle, 0.95) * 1e3:.2f} ms",
        f"{cost * 1e6:.0f} µs",
        f"{prints:.2f} s{'' if complete else ', incomplete'}",
        f"{max(interrupts) * 1e3:.0f} ms",
    ]


def main(names):
    rows = ["start to kernel_info_reply", "resident after start", "reply to `1`, p50 / p95", "idle after `1`, p50 / p95",
            "processor time of a cell `1`", "100,000 prints", "interrupt of a tight loop, worst of 5"]
    columns = {name: measure(name) for name in names}
    print("| what | " + " | ".join(columns) + " |\n|" + "---|" * (len(columns) + 1))
    for place, row in enumerate(rows):
        print(f"| {row} | " + " | ".join(column[place] for column in columns.values()) + " |")


if __name__ == "__main__":
    main(sys.argv[1:] or ["svertka", "python3"])
