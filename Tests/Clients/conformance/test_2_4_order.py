"""Section 2.4: status and order. That `starting` comes once is seen with the handshake, in test_2_1_start.py."""

import time

import pytest
from support import kinds, started, streams


@pytest.mark.parametrize("channel", ["shell", "control"])
@pytest.mark.parametrize("kind", ["kernel_info_request", "comm_info_request", "usage_request", "debug_request", "x_request"])
def test_every_request_is_busy_first_and_idle_last(peer, kind, channel):
    outputs = peer.outputs(peer.send(kind, {}, channel))
    assert [m["content"]["execution_state"] for m in (outputs[0], outputs[-1])] == ["busy", "idle"]
    assert peer.is_quiet("iopub", 0.02)


def test_a_cell_says_busy_input_outputs_idle(kernel):
    outputs, reply = kernel.run("print('a')\n1 + 1")
    assert kinds(outputs) == ["status", "execute_input", "stream", "execute_result", "status"]
    assert outputs[0]["content"]["execution_state"] == "busy"
    assert reply["status"] == "ok" and reply["payload"] == [] and reply["user_expressions"] == {}
    assert outputs[1]["content"]["execution_count"] == reply["execution_count"]
    assert outputs[3]["content"]["execution_count"] == reply["execution_count"]


def test_streams_come_before_what_follows_them(kernel):
    outputs, _ = kernel.run("print('before')\n1/0")
    assert kinds(outputs) == ["status", "execute_input", "stream", "error", "status"]


def test_every_message_carries_the_request_as_parent(kernel):
    message_id = kernel.client.execute("print(1)")
    messages = kernel.outputs(message_id) + [kernel.reply(message_id)]
    assert all(m["parent_header"]["msg_id"] == message_id for m in messages)
    assert all(m["parent_header"]["msg_type"] == "execute_request" for m in messages)


def test_nothing_of_a_request_follows_its_idle(kernel):
    for code in ("print(1)", "for i in range(3000): print(i)", "1/0", "import sys; print(1, file=sys.stderr)"):
        kernel.run(code)
        assert kernel.quiet()


def test_both_streams_keep_their_order(kernel):
    text = kernel.text("import sys\nfor i in range(50):\n    print(i, file=sys.stderr if i % 2 else sys.stdout)")
    assert text == "".join(f"{i}\n" for i in range(50))


def test_the_reply_is_sent_when_all_output_is_on_its_way(peer):
    outputs, reply = peer.run("for i in range(1000): print(i)")
    assert streams(outputs) == "".join(f"{i}\n" for i in range(1000))
    assert all(m["header"]["date"] <= reply["header"]["date"] for m in outputs[:-1])
    assert outputs[-1]["header"]["date"] >= reply["header"]["date"]


def test_many_kernel_info_requests_are_all_answered(peer):
    start = time.monotonic()
    ids = {peer.send("kernel_info_request") for _ in range(200)}
    assert {peer.receive()["parent_header"]["msg_id"] for _ in range(200)} == ids
    assert time.monotonic() - start < 2


def test_control_answers_while_a_cell_runs(kernel, peer):
    message_id = kernel.client.execute("while True: pass")
    started(kernel, message_id)
    for _ in range(20):
        asked = peer.send("kernel_info_request", {}, "control")
        assert peer.receive("control", 1)["parent_header"]["msg_id"] == asked
    kernel.manager.interrupt_kernel()
    kernel.reply(message_id)


def test_a_client_that_waits_until_ready_is_soon_ready(fresh):
    start = time.monotonic()
    fresh.client.wait_for_ready(timeout=10)
    assert time.monotonic() - start < 1.5
