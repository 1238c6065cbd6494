"""Parents, clients and servers that are killed: no orphan and no socket file may stay."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

from stresses.kernels import BINARY, CHANNELS, ROOT, Kernel, Wire, connection, free_ports

LOOPS = {
    "idle": None,
    "a tight loop": "while True: pass",
    "sleep": "import time\ntime.sleep(1000)",
    "a training": "import numpy as np\nfrom keras.models import Sequential\nfrom keras.layers import Dense\n"
    "model = Sequential([Dense(500, input_shape=(500,)), Dense(1)])\nmodel.compile(loss='mse', optimizer='adam')\n"
    "model.fit(np.random.rand(5000, 500), np.random.rand(5000), epochs=10**6)",
    "printing": "while True: print('line')",
    "input": "input()",
}

PARENT = """\
import subprocess, sys, time
print(subprocess.Popen([sys.argv[1], "kernel", "-f", sys.argv[2]]).pid, flush=True)
time.sleep(1000)
"""

CLIENT = """\
import json, sys, time
sys.path.insert(0, sys.argv[1])
from stresses.kernels import Wire
wire = Wire(json.load(open(sys.argv[2])))
wire.ready()
wire.send("execute_request", {"code": sys.argv[3], "allow_stdin": True})
print("sent", flush=True)
time.sleep(1000)
"""


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def seconds_until(condition, limit=10):
    """How long it takes until something holds; infinite where it does not within the limit."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > limit:
            return float("inf")
        time.sleep(0.01)
    return time.monotonic() - start


def killed_parent(code):
    """Kills the parent of a kernel that is busy with `code`; returns the seconds until kernel and socket files are gone."""
    with tempfile.TemporaryDirectory(prefix="svertka-deaths-") as folder:
        path, info = connection(folder, "ipc")
        parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, BINARY, str(path)], stdout=subprocess.PIPE, text=True,
            env=os.environ | {"SVERTKA_HISTORY": "0"},
        )
        pid = int(parent.stdout.readline())
        wire = Wire(info)
        try:
            wire.ready()
            if code:
                started(wire, wire.send("execute_request", {"code": code, "allow_stdin": True}))
            assert len(list(pathlib.Path(folder).glob("k-*"))) == 5
            os.kill(parent.pid, signal.SIGKILL)
            parent.wait()
            return seconds_until(lambda: not is_alive(pid) and not list(pathlib.Path(folder).glob("k-*")))
        finally:
            wire.close()
            parent.kill()
            parent.wait()
            if is_alive(pid):
                os.kill(pid, signal.SIGKILL)


def started(wire, message_id):
    while (message := wire.receive("iopub", 30)) is not None:
        if message[1] == message_id and message[0] == "execute_input":
            return
    raise TimeoutError("the cell does not start")


def killed_client(code):
    """Kills a client of a kernel that is busy with its cell; returns the seconds until another client is served."""
    with Kernel("ipc") as kernel:
        client = subprocess.Popen([sys.executable, "-c", CLIENT, str(ROOT / "benchmarks"), str(kernel.path), code or "1"], stdout=subprocess.PIPE, text=True)
        assert client.stdout.readline() == "sent\n"
        client.kill()
        client.wait()
        start = time.monotonic()
        other = Wire(kernel.info)
        try:
            other.reply(other.send("interrupt_request", channel="control"), channel="control")
            other.ready()
            reply, _ = other.run("6 * 7")
            assert reply["status"] == "ok"
            return time.monotonic() - start
        finally:
            other.close()


def killed_server(code):
    """Kills a Jupyter server with a busy kernel; returns the seconds until kernel and socket files are gone."""
    with tempfile.TemporaryDirectory(prefix="svertka-server-") as folder:
        port, = free_ports(1)
        # A kernelspec of its own, so that the program in question is started and no other.
        subprocess.run([BINARY, "install", "--prefix", folder], check=True, stdout=subprocess.DEVNULL)
        environment = os.environ | {
            "JUPYTER_PATH": f"{folder}/share/jupyter", "JUPYTER_RUNTIME_DIR": folder, "JUPYTER_CONFIG_DIR": f"{folder}/config",
            "SVERTKA_HISTORY": "0",
        }
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", f"--ServerApp.port={port}", "--IdentityProvider.token=",
             "--ServerApp.disable_check_xsrf=True", "--KernelManager.transport=ipc", f"--ServerApp.root_dir={folder}"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        pid = None
        try:
            def answers():
                try:
                    return urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=1).status == 200
                except OSError:
                    return False

            assert seconds_until(answers, 60) < 60
            request = urllib.request.Request(f"http://127.0.0.1:{port}/api/kernels", data=b'{"name": "svertka"}', method="POST")
            kernel_id = json.load(urllib.request.urlopen(request, timeout=60))["id"]
            path = pathlib.Path(folder) / f"kernel-{kernel_id}.json"
            info = json.loads(path.read_text())
            wire = Wire(info)
            wire.ready()
            pid = wire.reply(wire.send("usage_request", channel="control"), channel="control")["pid"]
            if code:
                started(wire, wire.send("execute_request", {"code": code}))
            wire.close()
            files = [pathlib.Path(f"{info['ip']}-{info[channel + '_port']}") for channel in CHANNELS]
            assert all(file.exists() for file in files), files
            server.kill()
            server.wait()
            return seconds_until(lambda: not is_alive(pid) and not any(file.exists() for file in files))
        finally:
            server.kill()
            server.wait()
            if pid and is_alive(pid):
                os.kill(pid, signal.SIGKILL)


def deaths():
    """Kills parents, clients and servers. Returns the seconds until all is well."""
    times = {f"parent, {name}, s": round(killed_parent(code), 2) for name, code in LOOPS.items()}
    times |= {f"client, {name}, s": round(killed_client(code), 2) for name, code in LOOPS.items()}
    times |= {f"server, {name}, s": round(killed_server(LOOPS[name]), 2) for name in ("idle", "a training")}
    return times
