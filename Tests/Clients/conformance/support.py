"""What the conformance tests share: raw sockets, kernels started by hand, and waiting without guessing."""

import hashlib
import hmac
import json
import subprocess
import time
import uuid

import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

DELIMITER = b"<IDS|MSG>"

# One for all: sockets of a test that failed must not keep a context from ending.
CONTEXT = zmq.Context()
CONTEXT.linger = 0


def kinds(messages):
    return [m["msg_type"] for m in messages]


def streams(messages, name=None):
    """The text that messages carry, of one stream or of both."""
    return "".join(
        m["content"]["text"] for m in messages if m["msg_type"] == "stream" and name in (None, m["content"]["name"])
    )


def wait_until(condition, seconds):
    """Polls until `condition` holds; returns whether it did in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def started(kernel, message_id):
    """Waits until the cell runs."""
    while True:
        message = kernel.client.get_iopub_msg(timeout=10)
        if message["parent_header"].get("msg_id") == message_id and message["msg_type"] == "execute_input":
            return


def ask(kernel, kind, content=None, channel="shell"):
    """Sends a request that jupyter_client has no call for; returns its id."""
    message = kernel.client.session.msg(kind, content or {})
    getattr(kernel.client, f"{channel}_channel").send(message)
    return message["header"]["msg_id"]


def pid_of(kernel):
    return kernel.manager.provisioner.process.pid


def connection(folder, transport="tcp", **extra):
    """A connection file of our own; returns its path and content."""
    path, _ = write_connection_file(
        str(folder / "kernel.json"), key=b"secret", transport=transport, ip=str(folder / "k") if transport == "ipc" else ""
    )
    with open(path) as file:
        info = json.load(file) | extra
    with open(path, "w") as file:
        json.dump(info, file)
    return path, info


def launch(binary, path, arguments=None, **options):
    """A kernel as a child of this process."""
    return subprocess.Popen([binary, "kernel"] + (arguments or ["-f", path]), **options)


def client_of(path):
    """jupyter_client's client of a connection file, once the kernel is ready."""
    client = BlockingKernelClient(connection_file=path)
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=20)
    return client


def address(info, channel):
    port = info[f"{channel}_port"]
    return f"ipc://{info['ip']}-{port}" if info["transport"] == "ipc" else f"tcp://{info['ip']}:{port}"


def key_of(info):
    return info["key"] if isinstance(info["key"], bytes) else info["key"].encode()


def sign(key, frames):
    return hmac.new(key, b"".join(frames), hashlib.sha256).hexdigest().encode() if key else b""


def strict(text):
    """JSON as the standard has it: NaN and infinities are errors."""

    def refuse(word):
        raise AssertionError(f"{word} is not JSON")

    return json.loads(text, parse_constant=refuse)


def unpack(frames, key):
    """A message from its frames; checks its form and signature as a client must."""
    mark = frames.index(DELIMITER)
    signature, parts = frames[mark + 1], frames[mark + 2 : mark + 6]
    assert signature == sign(key, parts), "wrong signature"
    header, parent, metadata, content = (strict(part.decode()) for part in parts)
    assert all(isinstance(part, dict) for part in (header, parent, metadata, content))
    return {
        "identities": frames[:mark], "signature": signature, "header": header, "parent_header": parent,
        "metadata": metadata, "content": content, "buffers": frames[mark + 6 :], "msg_type": header["msg_type"],
        "msg_id": header["msg_id"],
    }


class Peer:
    """A client of raw sockets: what it sends and gets are frames."""

    KINDS = {"shell": zmq.DEALER, "control": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB, "hb": zmq.REQ}

    def __init__(self, info, channels=("shell", "control", "iopub"), topic=b"", identity=None, server_key=None,
                 reconnect=None):
        self.key = key_of(info)
        self.session = uuid.uuid4().hex
        self.sockets = {}
        identity = identity or uuid.uuid4().hex.encode()
        for channel in channels:
            socket = CONTEXT.socket(Peer.KINDS[channel])
            socket.identity = identity
            if reconnect:
                socket.reconnect_ivl = reconnect
            if server_key:
                socket.curve_serverkey = server_key
                socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
            if channel == "iopub":
                socket.subscribe(topic)
            socket.connect(address(info, channel))
            self.sockets[channel] = socket

    def header(self, kind, **fields):
        return {
            "msg_id": uuid.uuid4().hex, "session": self.session, "username": "tester", "date": "2026-01-01T00:00:00Z",
            "msg_type": kind, "version": "5.3",
        } | fields

    def frames(self, kind, content=None, **fields):
        parts = [json.dumps(part).encode() for part in (self.header(kind, **fields), {}, {}, content or {})]
        return [DELIMITER, sign(self.key, parts)] + parts

    def send(self, kind, content=None, channel="shell", **fields):
        """Sends a request; returns its id."""
        frames = self.frames(kind, content, **fields)
        self.sockets[channel].send_multipart(frames)
        return json.loads(frames[2])["msg_id"]

    def receive(self, channel="shell", seconds=10):
        assert self.sockets[channel].poll(seconds * 1000), f"nothing on {channel}"
        return unpack(self.sockets[channel].recv_multipart(), self.key)

    def is_quiet(self, channel="shell", seconds=0.2):
        return self.sockets[channel].poll(seconds * 1000) == 0

    def outputs(self, message_id, seconds=30):
        """iopub's messages of one request, up to idle."""
        found, deadline = [], time.monotonic() + seconds
        while True:
            message = self.receive("iopub", max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") == message_id:
                found.append(message)
                if message["content"].get("execution_state") == "idle":
                    return found

    def welcome(self):
        """Waits until iopub knows this client."""
        while self.receive("iopub")["msg_type"] != "iopub_welcome":
            pass
        return self

    def run(self, code, **fields):
        """Executes a cell; returns its outputs and its reply."""
        message_id = self.send("execute_request", {"code": code} | fields)
        return self.outputs(message_id), self.receive()

    def close(self):
        for socket in self.sockets.values():
            socket.close()
