"""The Debug Adapter Protocol over control, as JupyterLab's debugger speaks it."""

import time

import pytest

CODE = "def f(a):\n    b = a + 1\n    return b * 2\n\ntotal = f(20)\nprint(total)"


class Front:
    """JupyterLab's side: requests on control, events on iopub."""

    def __init__(self, kernel):
        self.kernel, self.client, self.count = kernel, kernel.client, 0

    def ask(self, command, **arguments):
        self.count += 1
        message = self.client.session.msg(
            "debug_request", {"type": "request", "seq": self.count, "command": command, "arguments": arguments})
        self.client.control_channel.send(message)
        deadline = time.monotonic() + 20
        while True:
            reply = self.client.get_control_msg(timeout=max(0.01, deadline - time.monotonic()))
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                content = reply["content"]
                assert reply["msg_type"] == "debug_reply" and content["request_seq"] == self.count
                assert content["command"] == command and content["type"] == "response"
                return content

    def event(self, name):
        deadline = time.monotonic() + 20
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
            if message["msg_type"] == "debug_event" and message["content"]["event"] == name:
                return message["content"]["body"]

    def start(self, code, lines):
        assert self.ask("initialize", clientID="test", linesStartAt1=True)["success"]
        assert self.ask("attach")["success"]
        path = self.ask("dumpCell", code=code)["body"]["sourcePath"]
        points = self.ask(
            "setBreakpoints", source={"path": path}, breakpoints=[{"line": n} for n in lines], sourceModified=False)
        assert [p["verified"] for p in points["body"]["breakpoints"]] == [True] * len(lines)
        assert self.ask("configurationDone")["success"]
        return path


@pytest.fixture
def front(fresh):
    return Front(fresh)


def test_kernel_info_names_the_debugger(fresh):
    info = fresh.client.kernel_info()
    content = fresh.reply(info)["content"]
    assert content["debugger"] is True and "debugger" in content["supported_features"]


def test_a_cell_is_held_stepped_and_goes_on(front):
    path = front.start(CODE, [2])
    cell = front.client.execute(CODE)
    assert front.event("stopped")["reason"] == "breakpoint"
    frames = front.ask("stackTrace", threadId=1)["body"]["stackFrames"]
    assert [(f["name"], f["line"], f["source"]["path"]) for f in frames] == [("f", 2, path), ("<module>", 5, path)]
    scopes = front.ask("scopes", frameId=frames[0]["id"])["body"]["scopes"]
    values = front.ask("variables", variablesReference=scopes[0]["variablesReference"])["body"]["variables"]
    assert [(v["name"], v["value"], v["type"]) for v in values] == [("a", "20", "int")]
    assert front.ask("evaluate", expression="a + 1", frameId=frames[0]["id"])["body"]["result"] == "21"
    assert front.ask("next", threadId=1)["success"]
    assert front.event("stopped")["reason"] == "step"
    assert front.ask("stackTrace", threadId=1)["body"]["stackFrames"][0]["line"] == 3
    assert front.ask("copyToGlobals", srcVariableName="b", dstVariableName="kept", srcFrameId=1)["success"]
    assert front.ask("continue", threadId=1)["success"]
    outputs = front.kernel.outputs(cell)
    assert "".join(m["content"]["text"] for m in outputs if m["msg_type"] == "stream") == "42\n"
    names = {v["name"]: v["value"] for v in front.ask("inspectVariables")["body"]["variables"]}
    assert names["total"] == "42" and names["kept"] == "21"


def test_an_interrupt_ends_a_held_cell(front):
    front.start(CODE, [2])
    cell = front.client.execute(CODE)
    front.event("stopped")
    front.kernel.manager.interrupt_kernel()
    errors = [m for m in front.kernel.outputs(cell) if m["msg_type"] == "error"]
    assert [e["content"]["ename"] for e in errors] == ["KeyboardInterrupt"]
    assert front.kernel.text("print(6 * 7)") == "42\n"


def test_variables_are_inspected_without_a_debugger(front):
    front.kernel.run("numbers = [1, 2, 3]\nclass P:\n    pass\np = P()\np.x = 5")
    shown = {v["name"]: v for v in front.ask("inspectVariables")["body"]["variables"]}
    assert shown["numbers"]["value"] == "[1, 2, 3]"
    inside = front.ask("variables", variablesReference=shown["p"]["variablesReference"])["body"]["variables"]
    assert [(v["name"], v["value"]) for v in inside] == [("x", "5")]
    rich = front.ask("richInspectVariables", variableName="numbers")["body"]
    assert rich["data"]["text/plain"] == "[1, 2, 3]"


def test_values_are_read_while_a_training_runs(front):
    front.kernel.run("import time")
    cell = front.client.execute("steps = 5\ntime.sleep(30)")
    assert front.ask("debugInfo")["success"]
    names = [v["name"] for v in front.ask("inspectVariables")["body"]["variables"]]
    assert "time" in names
    front.kernel.manager.interrupt_kernel()
    front.kernel.outputs(cell)


def test_disconnect_lets_a_held_cell_go_on(front):
    front.start(CODE, [2])
    cell = front.client.execute(CODE)
    front.event("stopped")
    assert front.ask("disconnect", restart=False, terminateDebuggee=False)["success"]
    outputs = front.kernel.outputs(cell)
    assert "".join(m["content"]["text"] for m in outputs if m["msg_type"] == "stream") == "42\n"
    assert front.ask("debugInfo")["body"]["isStarted"] is False


def test_a_command_that_is_not_there_is_refused(front):
    assert front.ask("fly")["success"] is False
