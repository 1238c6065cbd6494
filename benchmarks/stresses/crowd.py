"""Many kernels that are started at once."""

import os
import subprocess
import tempfile
import time

from stresses.kernels import BINARY, Wire, connection, free_ports, memory_of


def crowd(kernels=50):
    """Starts many kernels at once. Returns what was measured."""
    with tempfile.TemporaryDirectory(prefix="svertka-crowd-") as folder:
        ports = free_ports(5 * kernels)
        files = [connection(folder, ports=ports[5 * k : 5 * k + 5]) for k in range(kernels)]
        start = time.monotonic()
        environment = os.environ | {"SVERTKA_HISTORY": f"{folder}/history.jsonl"}
        processes = [subprocess.Popen([BINARY, "kernel", "-f", str(path)], env=environment) for path, _ in files]
        wires = []
        try:
            times = []
            for _, info in files:
                wires.append(Wire(info))
            asked = [wire.send("kernel_info_request") for wire in wires]
            for wire, message_id in zip(wires, asked):
                wire.reply(message_id, 60)
                times.append(time.monotonic() - start)
            for number, wire in enumerate(wires):
                wire.ready()
                reply, kinds = wire.run(f"x = {number}\nx")
                assert reply["status"] == "ok" and "execute_result" in kinds
            resident = sum(memory_of(process.pid) for process in processes)
            return {"kernels": kernels, "all answer after, s": round(max(times), 2), "all have run a cell after, s": round(time.monotonic() - start, 2),
                    "MiB of all": round(resident), "ended": sum(process.poll() is not None for process in processes)}
        finally:
            for wire in wires:
                wire.close()
            for process in processes:
                process.kill()
                process.wait()
