"""What Visual Studio Code's Jupyter extension does with a kernel, and two clients at one kernel.

The extension starts the program itself, with the connection file as `--f=FILE`, talks once the ports are in use, asks who
is there on shell and control, runs blocks of its own before the first cell, and restarts with the same ports.
"""

import json
import socket
import subprocess
import time

import pytest
from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

# Blocks of the kinds that the extension runs: nothing of them may show, fail or leave names.
BLOCKS = {
    "completer": "%config Completer.use_jedi = False",
    "plots": "try:\n    import matplotlib as _VSCODE_matplotlib\n    %matplotlib inline\n    del _VSCODE_matplotlib\nexcept ImportError:\n    pass",
    "file": "if '__vsc_ipynb_file__' not in globals():\n    __vsc_ipynb_file__ = '/home/a b/n.ipynb'\n",
    "folder": "import os as _VSCODE_os\nimport sys as _VSCODE_sys\n"
    "if _VSCODE_os.getcwd() not in _VSCODE_sys.path:\n    _VSCODE_sys.path.insert(0, _VSCODE_os.getcwd())\ndel _VSCODE_os, _VSCODE_sys",
    "built-ins": "import builtins as _VSCODE_builtins\n_VSCODE_n = _VSCODE_builtins.len(_VSCODE_builtins.dir())\ndel _VSCODE_builtins, _VSCODE_n",
    "widgets": "import glob as _VSCODE_glob\nimport os as _VSCODE_os\nimport sys as _VSCODE_sys\ntry:\n"
    "    _VSCODE_found = _VSCODE_glob.glob(_VSCODE_sys.prefix + _VSCODE_os.path.sep + 'none' + _VSCODE_os.path.sep + '*')\n"
    "except Exception:\n    _VSCODE_found = []\ndel _VSCODE_glob, _VSCODE_os, _VSCODE_sys, _VSCODE_found",
}


class Extension:
    """The extension's half: a process, a connection file, channels."""

    def __init__(self, binary, folder, quoted):
        folder.mkdir(exist_ok=True)
        self.binary, self.quoted = binary, quoted
        self.path, self.info = write_connection_file(str(folder / "kernel v2-1.json"), key=b"5c1c")
        self.process = self.client = None
        self.start()

    def start(self):
        argument = f'--f="{self.path}"' if self.quoted else f"--f={self.path}"
        self.process = subprocess.Popen([self.binary, "kernel", argument])
        for port in ("shell_port", "iopub_port"):
            deadline = time.monotonic() + 10
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", self.info[port])) == 0:
                        break
                assert time.monotonic() < deadline and self.process.poll() is None
                time.sleep(0.01)
        self.client = self.connect()

    def connect(self):
        client = BlockingKernelClient(connection_file=self.path)
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=20)
        return client

    def restart(self):
        self.request("control", "shutdown_request", {"restart": True})
        self.process.wait(timeout=5)
        self.client.stop_channels()
        self.start()

    def request(self, channel, kind, content, client=None):
        """Sends a request; returns the reply's content and what came on iopub."""
        client = client or self.client
        message = client.session.msg(kind, content)
        getattr(client, f"{channel}_channel").send(message)
        reply = answer_to(getattr(client, f"{channel}_channel"), message)
        return reply["content"], outputs_of(client, message)

    def run(self, code, client=None, **fields):
        content = {"code": code, "silent": False, "store_history": False, "allow_stdin": True, "stop_on_error": False, "user_expressions": {}}
        return self.request("shell", "execute_request", content | fields, client)

    def close(self):
        self.client.stop_channels()
        self.process.kill()
        self.process.wait()


def answer_to(channel, message):
    while True:
        answer = channel.get_msg(timeout=10)
        if answer["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            return answer


def outputs_of(client, message):
    """What a request caused on iopub, status messages aside."""
    found = []
    while True:
        one = client.get_iopub_msg(timeout=10)
        if one["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        if one["msg_type"] == "status" and one["content"]["execution_state"] == "idle":
            return found
        if one["msg_type"] != "status":
            found.append(one)


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "quoted"])
def extension(request, binary, tmp_path_factory):
    extension = Extension(binary, tmp_path_factory.mktemp("code") / "a b", request.param)
    yield extension
    extension.close()


def test_shell_and_control_say_who_is_there(extension):
    on_shell, _ = extension.request("shell", "kernel_info_request", {})
    on_control, _ = extension.request("control", "kernel_info_request", {})
    assert on_shell == on_control and on_shell["status"] == "ok"
    # The editor colours cells by this name.
    assert on_shell["language_info"]["name"] == "python"


@pytest.mark.parametrize("block", BLOCKS)
def test_the_extension_s_own_blocks_show_nothing(extension, block):
    reply, outputs = extension.run(BLOCKS[block])
    assert reply["status"] == "ok", reply
    assert [one["msg_type"] for one in outputs] == ["execute_input"]


def test_the_extension_s_blocks_are_not_counted(extension):
    first, _ = extension.run("1", store_history=True)
    extension.run(BLOCKS["completer"])
    assert extension.run("2", store_history=True)[0]["execution_count"] == first["execution_count"] + 1


def test_the_notebook_s_file_is_known(extension):
    extension.run(BLOCKS["file"])
    reply, outputs = extension.run("__vsc_ipynb_file__")
    assert outputs[-1]["content"]["data"]["text/plain"] == "'/home/a b/n.ipynb'"


def test_completions_come_while_one_types(extension):
    extension.run("import numpy as np")
    start = time.monotonic()
    for position in range(1, 8):
        reply, _ = extension.request("shell", "complete_request", {"code": "np.zero", "cursor_pos": position})
        assert reply["status"] == "ok"
    assert "zeros" in {match.split(".")[-1] for match in reply["matches"]}
    # The extension drops what takes longer than two seconds.
    assert time.monotonic() - start < 1


def test_hovering_shows_help(extension):
    reply, _ = extension.request("shell", "inspect_request", {"code": "len([1])", "cursor_pos": 2, "detail_level": 0})
    assert reply["found"] and "len" in reply["data"]["text/plain"]


def test_widget_managers_ask_for_comms(extension):
    reply, _ = extension.request("shell", "comm_info_request", {"target_name": "jupyter.widget"})
    assert reply["status"] == "ok" and reply["comms"] == {}


def test_an_interrupt_is_a_message(extension):
    client = extension.client
    message = client.session.msg("execute_request", {"code": "kept = 1\nwhile True: pass", "silent": False, "allow_stdin": True})
    client.shell_channel.send(message)
    while client.get_iopub_msg(timeout=10)["msg_type"] != "execute_input":
        continue
    reply, _ = extension.request("control", "interrupt_request", {})
    assert reply["status"] == "ok"
    assert answer_to(client.shell_channel, message)["content"]["ename"] == "KeyboardInterrupt"
    assert extension.run("kept")[1][-1]["content"]["data"]["text/plain"] == "1"


def test_queued_cells_are_called_off_after_an_error(extension):
    client = extension.client
    cells = [client.session.msg("execute_request", {"code": code, "silent": False, "stop_on_error": True}) for code in ("sum(range(10**6))\n1/0", "2", "3")]
    for cell in cells:
        client.shell_channel.send(cell)
    assert [answer_to(client.shell_channel, cell)["content"]["status"] for cell in cells] == ["error", "aborted", "aborted"]


def test_a_restart_takes_the_same_ports(extension):
    extension.run("gone = 1")
    session = extension.request("shell", "kernel_info_request", {}) and extension.client.session.session
    ports = {name: port for name, port in extension.info.items() if name.endswith("_port")}
    extension.restart()
    assert {name: port for name, port in json.load(open(extension.path)).items() if name.endswith("_port")} == ports
    reply, _ = extension.run("gone")
    assert reply["ename"] == "NameError"
    assert extension.run("1", store_history=True)[0]["execution_count"] == 1
    assert extension.client.session.session != session


# Two clients


@pytest.fixture
def other(extension):
    other = extension.connect()
    yield other
    other.stop_channels()


def test_both_clients_see_all_outputs_and_only_their_own_replies(extension, other):
    mine = extension.client.session.msg("execute_request", {"code": "print('mine')", "silent": False})
    extension.client.shell_channel.send(mine)
    theirs = other.session.msg("execute_request", {"code": "print('theirs')", "silent": False})
    other.shell_channel.send(theirs)
    answer_to(extension.client.shell_channel, mine)
    answer_to(other.shell_channel, theirs)
    for client in (extension.client, other):
        seen = {}
        while sum(text.count("\n") for text in seen.values()) < 2:
            one = client.get_iopub_msg(timeout=10)
            if one["msg_type"] == "stream":
                seen[one["parent_header"]["session"]] = one["content"]["text"]
        assert seen == {extension.client.session.session: "mine\n", other.session.session: "theirs\n"}
    assert not extension.client.shell_channel.msg_ready() and not other.shell_channel.msg_ready()


def test_input_is_asked_of_the_client_that_runs_the_cell(extension, other):
    message = other.session.msg("execute_request", {"code": "input('name? ')", "silent": False, "allow_stdin": True})
    other.shell_channel.send(message)
    assert other.get_stdin_msg(timeout=10)["content"]["prompt"] == "name? "
    assert not extension.client.stdin_channel.msg_ready()
    other.input("Ada")
    outputs = outputs_of(other, message)
    assert outputs[-1]["content"]["data"]["text/plain"] == "'Ada'"


def test_the_other_client_may_interrupt(extension, other):
    message = extension.client.session.msg("execute_request", {"code": "while True: pass", "silent": False})
    extension.client.shell_channel.send(message)
    # What earlier cells of either client said is still to be read.
    begun = False
    while not begun:
        one = extension.client.get_iopub_msg(timeout=10)
        begun = one["msg_type"] == "execute_input" and one["parent_header"]["msg_id"] == message["header"]["msg_id"]
    extension.request("control", "interrupt_request", {}, other)
    assert answer_to(extension.client.shell_channel, message)["content"]["ename"] == "KeyboardInterrupt"


def test_one_client_leaves_and_the_other_goes_on(extension):
    leaving = extension.connect()
    leaving.execute("for i in range(200000): print(i)")
    leaving.stop_channels()
    assert extension.run("6 * 7")[1][-1]["content"]["data"]["text/plain"] == "42"
