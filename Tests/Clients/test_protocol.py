"""The protocol beyond jupyter_kernel_test: order, signatures, interrupts, aborts, life and death."""

import json
import os
import pathlib
import queue
import signal
import subprocess
import sys
import time

import pytest
import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.session import Session


def kinds(outputs):
    return [m["msg_type"] for m in outputs]


def wait_until(condition, seconds):
    """Polls until `condition` holds; returns whether it did in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


# Order


def test_a_cell_says_busy_input_outputs_idle(kernel):
    outputs, reply = kernel.run("print('a')\n1 + 1")
    assert kinds(outputs) == ["status", "execute_input", "stream", "execute_result", "status"]
    assert outputs[0]["content"]["execution_state"] == "busy"
    assert reply["status"] == "ok" and reply["payload"] == [] and reply["user_expressions"] == {}
    assert outputs[1]["content"]["execution_count"] == reply["execution_count"]
    assert outputs[3]["content"]["execution_count"] == reply["execution_count"]


def test_every_message_carries_the_request_as_parent(kernel):
    message_id = kernel.client.execute("print(1)")
    outputs = kernel.outputs(message_id)
    reply = kernel.reply(message_id)
    headers = [m["parent_header"] for m in outputs + [reply]]
    assert all(h["msg_id"] == message_id and h["msg_type"] == "execute_request" for h in headers)
    assert len({m["header"]["msg_id"] for m in outputs + [reply]}) == len(outputs) + 1


def test_both_streams_keep_their_order(kernel):
    text = kernel.text("import sys\nfor i in range(50):\n    print(i, file=sys.stderr if i % 2 else sys.stdout)")
    assert text == "".join(f"{i}\n" for i in range(50))


def test_streams_come_before_what_follows_them(kernel):
    outputs, _ = kernel.run("print('before')\n1/0")
    assert kinds(outputs) == ["status", "execute_input", "stream", "error", "status"]


def test_hundred_thousand_lines_arrive(kernel):
    assert kernel.text("for i in range(100000): print(i)") == "".join(f"{i}\n" for i in range(100000))


def test_a_reader_that_pauses_loses_nothing(fresh):
    message_id = fresh.client.execute("for i in range(20000): print(i)")
    time.sleep(3)
    outputs = fresh.outputs(message_id)
    assert "".join(m["content"]["text"] for m in outputs if m["msg_type"] == "stream") == "".join(
        f"{i}\n" for i in range(20000)
    )


def test_unknown_requests_are_busy_and_idle(kernel):
    message = kernel.client.session.msg("question_request", {})
    kernel.client.shell_channel.send(message)
    assert kinds(kernel.outputs(message["header"]["msg_id"])) == ["status", "status"]


# Execution


def test_the_count_grows_with_stored_cells_only(kernel):
    first = kernel.run("1")[1]["execution_count"]
    assert kernel.run("2", store_history=False)[1]["execution_count"] == first
    assert kernel.run("   ")[1]["execution_count"] == first
    assert kernel.run("3", silent=True)[1]["execution_count"] == first
    assert kernel.run("4")[1]["execution_count"] == first + 1
    assert kernel.run("1/0")[1]["execution_count"] == first + 2


def test_silent_cells_publish_nothing_but_status(kernel):
    outputs, reply = kernel.run("print(1)\n2", silent=True)
    assert kinds(outputs) == ["status", "status"] and reply["status"] == "ok"
    outputs, reply = kernel.run("1/0", silent=True)
    assert kinds(outputs) == ["status", "status"]
    assert reply["status"] == "error" and reply["ename"] == "ZeroDivisionError"


def test_user_expressions_fail_alone(kernel):
    _, reply = kernel.run("a = 6", user_expressions={"good": "a * 7", "bad": "a / 0"})
    assert reply["status"] == "ok"
    good, bad = reply["user_expressions"]["good"], reply["user_expressions"]["bad"]
    assert good["status"] == "ok" and good["data"]["text/plain"] == "42"
    assert bad["status"] == "error" and bad["ename"] == "ZeroDivisionError"


def test_error_and_reply_agree(kernel):
    outputs, reply = kernel.run("def f(x):\n    return 1 / x\nf(0)")
    error = next(m["content"] for m in outputs if m["msg_type"] == "error")
    assert {k: reply[k] for k in ("ename", "evalue", "traceback")} == error
    assert "line 2" in "".join(error["traceback"])


def test_queued_cells_are_aborted_after_an_error(kernel):
    ids = [kernel.client.execute(code) for code in ("sum(range(3000000))\n1/0", "2", "3")]
    kernel.client.kernel_info()
    replies = [kernel.reply(i)["content"] for i in ids]
    assert [r["status"] for r in replies] == ["error", "aborted", "aborted"]
    assert all("execution_count" in r for r in replies)
    assert kernel.run("4")[1]["status"] == "ok"


def test_without_stop_on_error_the_queue_goes_on(kernel):
    ids = [kernel.client.execute("sum(range(3000000))\n1/0", stop_on_error=False), kernel.client.execute("2")]
    assert [kernel.reply(i)["content"]["status"] for i in ids] == ["error", "ok"]


def test_cell_text_may_hold_any_character(kernel):
    assert kernel.text("print('свёртка 🙂 \\u0301')") == "свёртка 🙂 \u0301\n"


# Input


def test_input_asks_the_client(kernel):
    message_id = kernel.client.execute("name = input('who? ')\nprint(name)", allow_stdin=True)
    request = kernel.client.get_stdin_msg(timeout=10)
    assert request["content"] == {"prompt": "who? ", "password": False}
    assert request["parent_header"]["msg_id"] == message_id
    kernel.client.input("Аня")
    outputs = kernel.outputs(message_id)
    assert "".join(m["content"]["text"] for m in outputs if m["msg_type"] == "stream") == "Аня\n"
    kernel.reply(message_id)


def test_input_without_permission_is_an_error(kernel):
    assert kernel.run("input()", allow_stdin=False)[1]["status"] == "error"


def test_an_interrupt_ends_the_wait_for_input(kernel):
    message_id = kernel.client.execute("input()", allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=10)
    kernel.manager.interrupt_kernel()
    assert kernel.reply(message_id, timeout=5)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(message_id)


# Interrupts


def started(kernel, message_id):
    """Waits until the cell runs."""
    while True:
        message = kernel.client.get_iopub_msg(timeout=10)
        if message["parent_header"].get("msg_id") == message_id and message["msg_type"] == "execute_input":
            return


@pytest.mark.parametrize("way", ["message", "signal"])
def test_a_tight_loop_is_interrupted_and_names_stay(kernel, way):
    kernel.run("kept = 5")
    message_id = kernel.client.execute("while True: pass")
    started(kernel, message_id)
    if way == "message":
        kernel.manager.interrupt_kernel()
    else:
        os.kill(kernel.manager.provisioner.process.pid, signal.SIGINT)
    reply = kernel.reply(message_id, timeout=5)["content"]
    assert reply["status"] == "error" and reply["ename"] == "KeyboardInterrupt"
    kernel.outputs(message_id)
    assert kernel.text("print(kept)") == "5\n"


def test_an_idle_interrupt_harms_nothing(kernel):
    kernel.manager.interrupt_kernel()
    assert kernel.run("1")[1]["status"] == "ok"


FIT = """
import numpy as np
from keras.models import Sequential
from keras.layers import Conv2D, Flatten, Dense
model = Sequential([Conv2D(16, (3, 3), activation='relu', input_shape=(28, 28, 1)), Flatten(), Dense(10, activation='softmax')])
model.compile(loss='sparse_categorical_crossentropy', optimizer='sgd', metrics=['accuracy'])
x = np.zeros((4096, 28, 28, 1), dtype='float32')
y = np.zeros((4096,), dtype='uint8')
"""


def test_fit_is_interrupted_and_the_kernel_stays(kernel):
    assert kernel.run(FIT)[1]["status"] == "ok"
    message_id = kernel.client.execute("model.fit(x, y, epochs=10000, verbose=0)")
    started(kernel, message_id)
    time.sleep(0.5)
    start = time.monotonic()
    kernel.manager.interrupt_kernel()
    reply = kernel.reply(message_id, timeout=10)["content"]
    assert reply["ename"] == "KeyboardInterrupt" and time.monotonic() - start < 2
    kernel.outputs(message_id)
    assert kernel.text("print(model.count_params() > 0)") == "True\n"


# Questions


def test_control_answers_while_a_cell_runs(kernel):
    message_id = kernel.client.execute("while True: pass")
    started(kernel, message_id)
    message = kernel.client.session.msg("kernel_info_request", {})
    kernel.client.control_channel.send(message)
    reply = kernel.client.get_control_msg(timeout=5)
    assert reply["parent_header"]["msg_id"] == message["header"]["msg_id"]
    assert reply["content"]["protocol_version"] == "5.5"
    kernel.manager.interrupt_kernel()
    kernel.reply(message_id)


def test_completion_counts_code_points(kernel):
    kernel.run("свёртка = 1")
    code = "'🙂'; свё"
    message_id = kernel.client.complete(code, len(code))
    reply = kernel.reply(message_id)["content"]
    assert reply["matches"] == ["свёртка"]
    assert (reply["cursor_start"], reply["cursor_end"]) == (len("'🙂'; "), len(code))


@pytest.mark.parametrize("position", [0, -5, 10**9])
def test_completion_takes_any_position(kernel, position):
    reply = kernel.reply(kernel.client.complete("pri", position))["content"]
    assert reply["status"] == "ok" and 0 <= reply["cursor_start"] <= reply["cursor_end"] <= 3


def test_attributes_are_completed(kernel):
    kernel.run("text = 'a'")
    reply = kernel.reply(kernel.client.complete("text.upp", 8))["content"]
    assert reply["matches"] == ["upper"] and reply["cursor_start"] == 5


def test_inspection_of_nothing_is_not_found(kernel):
    reply = kernel.reply(kernel.client.inspect("   ", 1))["content"]
    assert reply == {"status": "ok", "found": False, "data": {}, "metadata": {}}


def test_comm_info_is_answered(kernel):
    reply = kernel.reply(kernel.client.comm_info())["content"]
    assert reply == {"status": "ok", "comms": {}}


def test_a_comm_without_target_is_closed(kernel):
    message = kernel.client.session.msg("comm_open", {"comm_id": "c1", "target_name": "nobody", "data": {}})
    kernel.client.shell_channel.send(message)
    outputs = kernel.outputs(message["header"]["msg_id"])
    assert kinds(outputs) == ["status", "comm_close", "status"]


def test_print_of_c_code_belongs_to_the_cell(kernel):
    pid = kernel.manager.provisioner.process.pid
    with open(f"/proc/{pid}/fd/1", "wb", buffering=0) as stdout:
        stdout.write(b"from outside\n")
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        message = kernel.client.get_iopub_msg(timeout=5)
        if message["msg_type"] == "stream":
            assert message["content"] == {"name": "stdout", "text": "from outside\n"}
            return
    pytest.fail("nothing came")


# Raw sockets


@pytest.fixture
def raw(kernel):
    """A raw shell socket with a session that signs as the kernel's client does."""
    context = zmq.Context()
    socket = context.socket(zmq.DEALER)
    socket.linger = 0
    info = kernel.manager.get_connection_info()
    socket.connect(f"tcp://{info['ip']}:{info['shell_port']}")
    yield socket, Session(key=info["key"], signature_scheme="hmac-sha256")
    socket.close()
    context.term()


def frames(session, kind="kernel_info_request", content=None):
    return session.serialize(session.msg(kind, content or {}))


def answers(socket, seconds=0.3):
    return socket.poll(seconds * 1000) != 0


MALFORMED = {
    "empty": lambda f: [b""],
    "no delimiter": lambda f: f[1:],
    "delimiter only": lambda f: f[:1],
    "missing frames": lambda f: f[:4],
    "wrong signature": lambda f: [f[0], b"0" * 64] + f[2:],
    "short signature": lambda f: [f[0], f[1][:10]] + f[2:],
    "no signature": lambda f: [f[0], b""] + f[2:],
    "changed content": lambda f: f[:5] + [b'{"a": 1}'],
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_messages_are_dropped(raw, name):
    socket, session = raw
    socket.send_multipart(MALFORMED[name](frames(session)))
    assert not answers(socket)
    socket.send_multipart(frames(session))
    assert answers(socket, 5)


@pytest.mark.parametrize(
    "header", [b"null", b"[]", b"{", b"\xff\xfe", b'{"msg_type": 5}', b"[" * 100000, b'{"a":' * 5000 + b"1" + b"}" * 5000]
)
def test_signed_nonsense_is_dropped(raw, header):
    socket, session = raw
    good = frames(session)
    parts = [header] + good[3:6]
    socket.send_multipart([good[0], session.sign(parts)] + parts)
    assert not answers(socket)
    socket.send_multipart(frames(session))
    assert answers(socket, 5)


def test_a_recorded_message_is_answered_once(raw):
    socket, session = raw
    message = frames(session)
    socket.send_multipart(message)
    assert answers(socket, 5)
    socket.recv_multipart()
    socket.send_multipart(message)
    assert not answers(socket)


def test_wrong_types_in_content_do_no_harm(raw, kernel):
    socket, session = raw
    for kind in ("execute_request", "complete_request", "inspect_request", "history_request", "is_complete_request"):
        content = {k: [1] for k in ("code", "cursor_pos", "silent", "user_expressions", "n", "hist_access_type", "detail_level")}
        socket.send_multipart(frames(session, kind, content))
        assert answers(socket, 5)
        socket.recv_multipart()
    assert kernel.run("1")[1]["status"] == "ok"


def test_every_subscription_is_welcomed(kernel):
    info = kernel.manager.get_connection_info()
    context = zmq.Context()
    for topic in (b"", b"kernel"):
        socket = context.socket(zmq.SUB)
        socket.linger = 0
        socket.connect(f"tcp://{info['ip']}:{info['iopub_port']}")
        socket.subscribe(topic)
        assert socket.poll(5000)
        parts = socket.recv_multipart()
        assert parts[0] == topic
        assert json.loads(parts[3])["msg_type"] == "iopub_welcome"
        assert json.loads(parts[6]) == {"subscription": topic.decode()}
        socket.close()
    context.term()


def test_the_heartbeat_echoes_while_a_cell_runs(kernel):
    message_id = kernel.client.execute("while True: pass")
    started(kernel, message_id)
    info = kernel.manager.get_connection_info()
    context = zmq.Context()
    socket = context.socket(zmq.REQ)
    socket.linger = 0
    socket.connect(f"tcp://{info['ip']}:{info['hb_port']}")
    for beat in (b"ping", b"\x00" * 1000):
        socket.send(beat)
        assert socket.poll(2000) and socket.recv() == beat
    socket.close()
    context.term()
    kernel.manager.interrupt_kernel()
    kernel.reply(message_id)


# Life and death


def test_shutdown_is_answered_and_quick(fresh):
    pid = fresh.manager.provisioner.process.pid
    message = fresh.client.session.msg("shutdown_request", {"restart": False})
    fresh.client.control_channel.send(message)
    reply = fresh.client.get_control_msg(timeout=5)
    assert reply["msg_type"] == "shutdown_reply" and reply["content"] == {"status": "ok", "restart": False}
    assert wait_until(lambda: not is_alive(pid), 2)


def test_shutdown_does_not_wait_for_a_running_cell(fresh):
    pid = fresh.manager.provisioner.process.pid
    started(fresh, fresh.client.execute("while True: pass"))
    fresh.client.control_channel.send(fresh.client.session.msg("shutdown_request", {"restart": False}))
    assert wait_until(lambda: not is_alive(pid), 2)


def test_a_restart_forgets_everything(fresh):
    fresh.run("a = 1")
    old = fresh.client.session.session
    fresh.manager.restart_kernel(now=False)
    fresh.client.wait_for_ready(timeout=30)
    assert fresh.run("a")[1]["ename"] == "NameError"
    assert old == fresh.client.session.session


PARENT = """
import json, subprocess, sys, time
kernel = subprocess.Popen([sys.argv[1], "kernel", "-f", sys.argv[2]])
print(kernel.pid, flush=True)
time.sleep(600)
"""


def connection(folder, transport="tcp"):
    """A connection file of our own; returns its path and content."""
    from jupyter_client.connect import write_connection_file

    path, info = write_connection_file(
        str(folder / "kernel.json"), key=b"secret", transport=transport, ip=str(folder / "k") if transport == "ipc" else ""
    )
    return path, info


def client_of(path):
    client = BlockingKernelClient(connection_file=path)
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=20)
    return client


def test_the_kernel_ends_when_its_parent_is_killed(tmp_path, binary):
    path, _ = connection(tmp_path)
    parent = subprocess.Popen([sys.executable, "-c", PARENT, binary, path], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    client = client_of(path)
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not is_alive(pid), 1.5)
    client.stop_channels()


@pytest.mark.parametrize("form", ["-f {}", "--f={}", "--connection-file {}", "--connection-file={}", "{}", "--f=\"{}\" --X.y=z"])
def test_all_forms_of_arguments_start_the_kernel(tmp_path, binary, form):
    path, _ = connection(tmp_path)
    process = subprocess.Popen([binary, "kernel"] + form.format(path).split(" "))
    client = client_of(path)
    client.shutdown()
    assert process.wait(timeout=5) == 0
    client.stop_channels()


def test_ipc_sockets_are_private_and_removed(tmp_path, binary):
    path, info = connection(tmp_path, "ipc")
    process = subprocess.Popen([binary, "kernel", "-f", path])
    client = client_of(path)
    sockets = list(pathlib.Path(tmp_path).glob("k-*"))
    assert len(sockets) == 5
    assert all(s.stat().st_mode & 0o077 == 0 for s in sockets)
    client.shutdown()
    assert process.wait(timeout=5) == 0
    assert list(pathlib.Path(tmp_path).glob("k-*")) == []
    client.stop_channels()


def test_encrypted_sockets(tmp_path, binary):
    if not zmq.has("curve"):
        pytest.skip("this libzmq has no CURVE")
    path, info = connection(tmp_path)
    public, secret = zmq.curve_keypair()
    info.update(curve_publickey=public.decode(), curve_secretkey=secret.decode(), key="secret")
    pathlib.Path(path).write_text(json.dumps({k: v.decode() if isinstance(v, bytes) else v for k, v in info.items()}))
    process = subprocess.Popen([binary, "kernel", "-f", path])
    context = zmq.Context()
    socket = context.socket(zmq.DEALER)
    socket.linger = 0
    socket.curve_serverkey = public
    socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
    socket.connect(f"tcp://{info['ip']}:{info['shell_port']}")
    socket.send_multipart(frames(Session(key=b"secret")))
    assert socket.poll(5000)
    socket.close()
    plain = context.socket(zmq.DEALER)
    plain.linger = 0
    plain.connect(f"tcp://{info['ip']}:{info['shell_port']}")
    plain.send_multipart(frames(Session(key=b"secret")))
    assert not plain.poll(500)
    plain.close()
    context.term()
    process.terminate()
    assert process.wait(timeout=5) == 0


def test_a_taken_port_is_one_clear_line(tmp_path, binary):
    path, info = connection(tmp_path)
    context = zmq.Context()
    socket = context.socket(zmq.ROUTER)
    socket.bind(f"tcp://{info['ip']}:{info['shell_port']}")
    done = subprocess.run([binary, "kernel", "-f", path], capture_output=True, text=True, timeout=10)
    socket.close()
    context.term()
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and str(info["shell_port"]) in done.stderr


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"transport": "udp"}', '{"signature_scheme": "md5"}'])
def test_a_bad_connection_file_is_one_clear_line(tmp_path, binary, content):
    path = tmp_path / "kernel.json"
    path.write_text(content)
    done = subprocess.run([binary, "kernel", "-f", str(path)], capture_output=True, text=True, timeout=10)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "connection file" in done.stderr + "connection file" * ("signature" in done.stderr)
