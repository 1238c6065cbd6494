"""Section 2.3: sockets."""

import os
import signal
import time

import zmq
from support import CONTEXT, Peer, kinds, pid_of, started


def test_the_heartbeat_returns_bytes_as_they_are_also_while_a_cell_runs(kernel):
    message_id = kernel.client.execute("while True: pass")
    started(kernel, message_id)
    peer = Peer(kernel.manager.get_connection_info(), ("hb",))
    for beat in (b"ping", b"", bytes(range(256)) * 100):
        peer.sockets["hb"].send(beat)
        assert peer.sockets["hb"].poll(1000) and peer.sockets["hb"].recv() == beat
    peer.close()
    kernel.manager.interrupt_kernel()
    kernel.reply(message_id)


def test_the_heartbeat_takes_any_kind_of_socket(kernel):
    info = kernel.manager.get_connection_info()
    socket = CONTEXT.socket(zmq.DEALER)
    socket.connect(f"tcp://{info['ip']}:{info['hb_port']}")
    for frames in ([b"a"], [b"", b"a", b"b"]):
        socket.send_multipart(frames)
        assert socket.poll(1000) and socket.recv_multipart() == frames
    socket.close()


def test_a_client_that_comes_back_with_its_identity_takes_over(kernel):
    info = kernel.manager.get_connection_info()
    old = Peer(info, identity=b"the same").welcome()
    old.send("kernel_info_request")
    old.receive()
    new = Peer(info, identity=b"the same").welcome()
    new.send("kernel_info_request")
    assert new.receive()["msg_type"] == "kernel_info_reply"
    old.close()
    new.close()


def test_the_welcome_is_the_first_message_and_names_the_subscription(kernel):
    for topic in (b"", b"stream", b"kernel."):
        peer = Peer(kernel.manager.get_connection_info(), topic=topic)
        frames = peer.sockets["iopub"].recv_multipart()
        assert frames[0] == topic
        peer.close()
    peer = Peer(kernel.manager.get_connection_info(), topic=b"stream")
    first = peer.receive("iopub")
    assert first["msg_type"] == "iopub_welcome" and first["content"] == {"subscription": "stream"}
    assert first["parent_header"] == {}
    peer.close()


def test_every_client_is_welcomed_also_while_a_cell_prints(kernel):
    message_id = kernel.client.execute("i = 0\nwhile True:\n    i += 1\n    print(i, flush=True)")
    started(kernel, message_id)
    for _ in range(5):
        peer = Peer(kernel.manager.get_connection_info())
        assert peer.receive("iopub")["msg_type"] == "iopub_welcome"
        peer.close()
    kernel.manager.interrupt_kernel()
    kernel.reply(message_id)
    kernel.outputs(message_id)


def test_a_new_client_is_told_whether_a_cell_runs_and_nobody_else_is_confused(kernel):
    peer = Peer(kernel.manager.get_connection_info())
    messages = [peer.receive("iopub"), peer.receive("iopub")]
    assert kinds(messages) == ["iopub_welcome", "status"]
    assert messages[1]["content"] == {"execution_state": "idle"} and messages[1]["parent_header"] == {}
    message_id = kernel.client.execute("while True: pass")
    started(kernel, message_id)
    late = Peer(kernel.manager.get_connection_info())
    messages = [late.receive("iopub"), late.receive("iopub")]
    assert kinds(messages) == ["iopub_welcome", "status"] and late.is_quiet("iopub", 0.2)
    assert messages[1]["content"] == {"execution_state": "busy"} and messages[1]["parent_header"] == {}
    kernel.manager.interrupt_kernel()
    kernel.reply(message_id)
    peer.close()
    late.close()


def test_leaving_is_not_answered(kernel, peer):
    other = Peer(kernel.manager.get_connection_info(), topic=b"stream").welcome()
    other.close()
    peer.run("1")
    while not peer.is_quiet("iopub", 0.1):
        message = peer.receive("iopub")
        assert message["content"] != {"subscription": ""}


def test_topics_are_the_conventions(peer):
    asked = peer.send("execute_request", {"code": "print(1)\n2"}).encode()
    topics = {}
    while True:
        frames = peer.sockets["iopub"].recv_multipart()
        if asked not in frames[4]:
            continue
        topics[frames[3].split(b'"msg_type":"')[1].split(b'"')[0].decode()] = frames[0].decode()
        if b'"idle"' in frames[6]:
            break
    peer.receive()
    assert topics["stream"] == "stream.stdout"
    assert all(topics[kind].startswith("kernel.") and topics[kind].endswith("." + kind) for kind in topics if kind != "stream")


def test_signals_do_not_disturb_the_sockets(kernel, peer):
    for _ in range(200):
        os.kill(pid_of(kernel), signal.SIGINT)
        peer.send("kernel_info_request")
        assert peer.receive()["content"]["status"] == "ok"
    assert kernel.run("1")[1]["status"] == "ok"


def test_a_hundred_clients_come_and_go(kernel):
    info = kernel.manager.get_connection_info()
    for _ in range(20):
        peers = [Peer(info, ("shell", "iopub")) for _ in range(5)]
        for peer in peers:
            peer.welcome().send("kernel_info_request")
        for peer in peers:
            peer.receive()
            peer.close()
    start = time.monotonic()
    assert kernel.run("1")[1]["status"] == "ok" and time.monotonic() - start < 1
