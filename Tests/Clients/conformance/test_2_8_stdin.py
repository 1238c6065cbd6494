"""Section 2.8: stdin."""

import json
import time

import pytest
from support import Peer, started, streams


def question(kernel, code):
    """Starts a cell that asks; returns its id and the question."""
    message_id = kernel.client.execute(code, allow_stdin=True)
    return message_id, kernel.client.get_stdin_msg(timeout=10)


def test_input_asks_the_client(kernel):
    message_id, request = question(kernel, "print('first')\nname = input('who? ')\nprint(name)")
    assert request["content"] == {"prompt": "who? ", "password": False}
    assert request["parent_header"]["msg_id"] == message_id
    # What was printed before the question is seen before it.
    while kernel.client.get_iopub_msg(timeout=1)["msg_type"] != "stream":
        pass
    kernel.client.input("Аня")
    assert streams(kernel.outputs(message_id)) == "Аня\n"
    assert kernel.reply(message_id)["content"]["status"] == "ok"


def test_a_password_is_asked_as_one(kernel):
    message_id, request = question(kernel, "import getpass\nprint(len(getpass.getpass('key: ')))")
    assert request["content"] == {"prompt": "key: ", "password": True}
    kernel.client.input("abc")
    assert streams(kernel.outputs(message_id)) == "3\n"
    kernel.reply(message_id)


@pytest.mark.parametrize("allowed", [{"allow_stdin": False}, {}])
def test_without_permission_input_fails_at_once(peer, allowed):
    start = time.monotonic()
    content = peer.run("input()", **allowed)[1]["content"]
    assert content["ename"] == "StdinNotImplementedError" and "input" in content["evalue"]
    assert time.monotonic() - start < 1
    assert peer.run("try:\n    input()\nexcept RuntimeError:\n    print('caught')")[1]["content"]["status"] == "ok"


def test_end_of_file_is_an_eof_error(kernel):
    message_id, _ = question(kernel, "input()")
    kernel.client.input("\x04")
    assert kernel.reply(message_id)["content"]["ename"] == "EOFError"
    kernel.outputs(message_id)


def test_an_interrupt_ends_the_wait(kernel):
    message_id, _ = question(kernel, "input()")
    start = time.monotonic()
    kernel.manager.interrupt_kernel()
    assert kernel.reply(message_id, timeout=5)["content"]["ename"] == "KeyboardInterrupt"
    assert time.monotonic() - start < 0.5
    kernel.outputs(message_id)


def test_an_answer_to_an_earlier_question_is_not_taken(kernel):
    message_id, _ = question(kernel, "input()")
    kernel.manager.interrupt_kernel()
    kernel.reply(message_id)
    kernel.outputs(message_id)
    kernel.client.input("too late")
    time.sleep(0.05)
    message_id, _ = question(kernel, "print(input())")
    kernel.client.input("in time")
    assert streams(kernel.outputs(message_id)) == "in time\n"
    kernel.reply(message_id)


def test_the_client_that_sent_the_cell_is_asked_and_only_its_answer_counts(kernel, peer):
    message_id = peer.send("execute_request", {"code": "print(input('? '))", "allow_stdin": True})
    request = peer.receive("stdin")
    assert request["parent_header"]["msg_id"] == message_id
    kernel.client.input("somebody else")
    time.sleep(0.05)
    peer.send("input_reply", {"value": "the right one"}, "stdin")
    assert streams(peer.outputs(message_id)) == "the right one\n"
    peer.receive()
    assert not kernel.client.stdin_channel.socket.poll(0)


@pytest.mark.parametrize("content", [{}, {"value": None}, {"value": 5}])
def test_an_answer_without_text_is_an_empty_line(kernel, peer, content):
    message_id = peer.send("execute_request", {"code": "print(repr(input()))", "allow_stdin": True})
    peer.receive("stdin")
    peer.send("input_reply", content, "stdin")
    assert streams(peer.outputs(message_id)) == "''\n"
    peer.receive()
