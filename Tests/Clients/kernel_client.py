"""The built kernel and a client of it, for tests and their fixtures."""

import os
import pathlib
import queue
import tempfile
import time

from jupyter_client.manager import start_new_kernel

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("SVERTKA_BINARY", ROOT / ".build/release/svertka"))
# Cells of tests are no part of anybody's history.
os.environ["SVERTKA_HISTORY"] = os.path.join(tempfile.mkdtemp(), "history.jsonl")


class Client:
    """A kernel with its client: runs cells and returns all that they caused, in order."""

    def __init__(self):
        self.manager, self.client = start_new_kernel(kernel_name="svertka", startup_timeout=90)

    def outputs(self, message_id, timeout=120):
        """iopub's messages of one request, from busy to idle."""
        found, deadline = [], time.monotonic() + timeout
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") != message_id:
                continue
            found.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return found

    def reply(self, message_id, timeout=120):
        """The shell reply to one request."""
        deadline = time.monotonic() + timeout
        while True:
            message = self.client.get_shell_msg(timeout=max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") == message_id:
                return message

    def run(self, code, timeout=120, **fields):
        """Executes a cell; returns its outputs and its reply's content."""
        message_id = self.client.execute(code, **fields)
        outputs = self.outputs(message_id, timeout)
        return outputs, self.reply(message_id, timeout)["content"]

    def text(self, code, **fields):
        """What a cell printed."""
        outputs, _ = self.run(code, **fields)
        return "".join(m["content"]["text"] for m in outputs if m["msg_type"] == "stream")

    def quiet(self):
        """True if nothing more comes on iopub."""
        try:
            self.client.get_iopub_msg(timeout=0.3)
            return False
        except queue.Empty:
            return True

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
