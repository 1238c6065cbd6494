"""Kernels that are started here, and a client on raw sockets."""

import hashlib
import hmac
import json
import os
import pathlib
import socket
import subprocess
import tempfile
import time
import uuid

import zmq

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SVERTKA_BINARY", str(ROOT / ".build/release/svertka"))
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
DELIMITER = b"<IDS|MSG>"


def free_ports(count):
    """Ports that were free when all of them were held at once."""
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def connection(folder, transport="tcp", ports=None):
    """Writes a connection file; returns its path and content."""
    ports = ports or (free_ports(5) if transport == "tcp" else range(1, 6))
    info = {f"{channel}_port": port for channel, port in zip(CHANNELS, ports)}
    info |= {"transport": transport, "key": uuid.uuid4().hex, "signature_scheme": "hmac-sha256"}
    info["ip"] = "127.0.0.1" if transport == "tcp" else f"{folder}/k"
    path = pathlib.Path(folder) / f"kernel-{uuid.uuid4().hex}.json"
    path.write_text(json.dumps(info))
    return path, info


class Wire:
    """A client on raw sockets, several times faster than jupyter_client."""

    def __init__(self, info):
        self.key = hmac.new(info["key"].encode(), digestmod=hashlib.sha256)
        self.session, self.count = uuid.uuid4().hex, 0
        self.context = zmq.Context()
        self.sockets = {}
        for channel in ("shell", "control", "stdin", "iopub"):
            one = self.context.socket(zmq.SUB if channel == "iopub" else zmq.DEALER)
            one.linger, one.rcvhwm = 0, 0
            if channel == "iopub":
                one.subscribe(b"")
            joint = ":" if info["transport"] == "tcp" else "-"
            one.connect(f"{info['transport']}://{info['ip']}{joint}{info[channel + '_port']}")
            self.sockets[channel] = one

    def sign(self, parts):
        code = self.key.copy()
        for part in parts:
            code.update(part)
        return code.hexdigest().encode()

    def header(self, kind, **fields):
        self.count += 1
        return {"msg_id": f"{self.session}_{self.count}", "session": self.session, "username": "u", "msg_type": kind,
                "version": "5.3", "date": "2026-01-01T00:00:00.000000Z"} | fields

    def message(self, kind, content=None, **fields):
        """A signed message and its id."""
        header = self.header(kind, **fields)
        return self.signed(json.dumps(header).encode(), json.dumps(content or {}).encode()), header["msg_id"]

    def signed(self, header, content=b"{}", parent=b"{}", metadata=b"{}"):
        parts = [header, parent, metadata, content]
        return [DELIMITER, self.sign(parts), *parts]

    def send(self, kind, content=None, channel="shell"):
        frames, message_id = self.message(kind, content)
        self.sockets[channel].send_multipart(frames)
        return message_id

    def receive(self, channel, seconds):
        """The next message's type, parent's id and content; `None` when nothing comes in time."""
        one = self.sockets[channel]
        if not one.poll(seconds * 1000):
            return None
        frames = one.recv_multipart()
        at = frames.index(DELIMITER)
        return (json.loads(frames[at + 2])["msg_type"], json.loads(frames[at + 3]).get("msg_id"), frames[at + 5])

    def reply(self, message_id, seconds=30, channel="shell"):
        """The content of the reply to a request."""
        deadline = time.monotonic() + seconds
        while message := self.receive(channel, max(0, deadline - time.monotonic())):
            if message[1] == message_id:
                return json.loads(message[2])
        raise TimeoutError(f"no reply on {channel} within {seconds} s")

    def idle(self, message_id, seconds=30):
        """Waits until a request is done; returns the types of all that it caused on iopub."""
        kinds, deadline = [], time.monotonic() + seconds
        while message := self.receive("iopub", max(0, deadline - time.monotonic())):
            if message[1] == message_id:
                kinds.append(message[0])
                if message[0] == "status" and b'"idle"' in message[2]:
                    return kinds
        raise TimeoutError(f"no idle within {seconds} s")

    def run(self, code, seconds=60, **fields):
        """Executes a cell; returns its reply and the types of its outputs."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
                   "stop_on_error": False} | fields
        message_id = self.send("execute_request", content)
        reply = self.reply(message_id, seconds)
        return reply, self.idle(message_id, seconds)

    def run_all(self, sources, seconds=120):
        """Executes cells that are sent together; returns whether each succeeded, and how many messages they published."""
        asked = [
            self.send("execute_request", {"code": source, "silent": False, "store_history": True, "stop_on_error": False})
            for source in sources
        ]
        status = dict.fromkeys(asked)
        for _ in asked:
            kind, message_id, content = self.receive("shell", seconds)
            status[message_id] = json.loads(content)["status"]
        published, last = 0, asked[-1]
        while (message := self.receive("iopub", seconds)) is not None:
            published += 1
            if message[1] == last and message[0] == "status" and b'"idle"' in message[2]:
                return list(status.values()), published
        raise TimeoutError(f"no idle within {seconds} s")

    def ready(self, seconds=30):
        """Waits until the kernel answers, and iopub brings what it says."""
        deadline = time.monotonic() + seconds
        self.reply(self.send("kernel_info_request"), seconds)
        while time.monotonic() < deadline:
            try:
                return self.idle(self.send("kernel_info_request"), 1)
            except TimeoutError:
                continue
        raise TimeoutError("iopub brings nothing")

    def close(self):
        self.context.destroy(linger=0)


class Kernel:
    """A kernel that this process started, with a client."""

    def __init__(self, transport="tcp", **options):
        self.folder = tempfile.TemporaryDirectory(prefix="svertka-stress-")
        self.path, self.info = connection(self.folder.name, transport)
        # What is typed here is nobody's history.
        environment = os.environ | {"SVERTKA_HISTORY": f"{self.folder.name}/history.jsonl"}
        self.process = subprocess.Popen([BINARY, "kernel", "-f", str(self.path)], env=environment, **options)
        self.wire = Wire(self.info)

    def memory(self, field="VmRSS"):
        """MiB of a field of /proc/PID/status."""
        return memory_of(self.process.pid, field)

    def __enter__(self):
        self.wire.ready()
        return self

    def __exit__(self, *_):
        self.wire.close()
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()


def memory_of(pid, field="VmRSS"):
    """MiB of a field of /proc/PID/status."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field)) / 1024
