"""Section 2.2: wire format and security."""

import json
import re
import subprocess
import time

import pytest
from jupyter_client.session import Session
from support import DELIMITER, Peer, connection, kinds, launch, sign, strict, unpack


def answer(peer, frames, seconds=10):
    """The shell reply to ready frames."""
    peer.sockets["shell"].send_multipart(frames)
    return peer.receive("shell", seconds)


def resigned(peer, parts):
    return [DELIMITER, sign(peer.key, parts)] + parts


def test_all_identities_are_copied_to_the_reply(peer):
    reply = answer(peer, [b"first", b"", b"third"] + peer.frames("kernel_info_request"))
    assert reply["identities"] == [b"first", b"", b"third"]


def test_the_signature_covers_the_bytes_as_they_were_sent(peer):
    header = json.dumps(peer.header("kernel_info_request"), indent=3).encode()
    assert answer(peer, resigned(peer, [header, b" { } ", b"{}\n", b'{"a" : 1.0, "a": 2}']))["msg_type"] == "kernel_info_reply"


MALFORMED = {
    "nothing": lambda f: [b""],
    "no delimiter": lambda f: f[1:],
    "delimiter only": lambda f: f[:1],
    "missing frames": lambda f: f[:4],
    "wrong signature": lambda f: [f[0], b"0" * 64] + f[2:],
    "upper case": lambda f: [f[0], f[1].upper()] + f[2:] if f[1].upper() != f[1] else [b""],
    "short signature": lambda f: [f[0], f[1][:10]] + f[2:],
    "long signature": lambda f: [f[0], f[1] + b"0"] + f[2:],
    "no signature": lambda f: [f[0], b""] + f[2:],
    "changed content": lambda f: f[:5] + [b'{"a": 1}'],
    "changed header": lambda f: f[:2] + [f[2].replace(b"kernel_info", b"shutdown")] + f[3:],
}
UNREADABLE = {
    "no object": b"[]",
    "null": b"null",
    "no JSON": b"{",
    "empty": b"",
    "no UTF-8": b'{"msg_type": "\xff\xfe"}',
    "no type": b"{}",
    "a number as type": b'{"msg_type": 1}',
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_malformed_or_wrongly_signed_is_dropped(peer, name):
    peer.sockets["shell"].send_multipart(MALFORMED[name](peer.frames("kernel_info_request")))
    assert answer(peer, peer.frames("complete_request", {"code": "", "cursor_pos": 0}))["msg_type"] == "complete_reply"
    assert peer.is_quiet("shell", 0.02)


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_signed_and_no_json_object_is_dropped(peer, name):
    good = peer.frames("kernel_info_request")[2:]
    for place in range(4):
        peer.sockets["shell"].send_multipart(resigned(peer, good[:place] + [UNREADABLE[name]] + good[place + 1 :]))
    # An object without type is a fault in the header alone; `{}` thrice is one message and two repetitions.
    expected = {"no type": 1, "a number as type": 3}.get(name, 0)
    assert answer(peer, peer.frames("complete_request", {"code": "", "cursor_pos": 0}))["msg_type"] in (
        "complete_reply", "kernel_info_reply",
    )
    for _ in range(expected):
        peer.receive()
    assert peer.is_quiet("shell", 0.02)


def test_drops_are_logged_once_a_second_at_most(tmp_path, binary):
    path, info = connection(tmp_path)
    process = launch(binary, path, stderr=subprocess.PIPE, text=True)
    peer = Peer(info).welcome()
    start = time.monotonic()
    for _ in range(3000):
        peer.sockets["shell"].send_multipart([b"nonsense"])
    assert answer(peer, peer.frames("kernel_info_request"))["content"]["status"] == "ok"
    process.terminate()
    _, log = process.communicate(timeout=5)
    peer.close()
    lines = log.splitlines()
    assert 1 <= len(lines) <= 2 + (time.monotonic() - start) and all("dropped a message" in line for line in lines)


def test_without_a_key_nothing_is_signed(tmp_path, binary):
    path, info = connection(tmp_path, key="")
    process = launch(binary, path)
    peer = Peer(info).welcome()
    reply = answer(peer, peer.frames("kernel_info_request"))
    assert reply["signature"] == b"" and reply["content"]["status"] == "ok"
    peer.close()
    process.terminate()
    assert process.wait(timeout=5) == 0


def test_a_repeated_message_is_dropped(peer):
    frames = peer.frames("kernel_info_request")
    answer(peer, frames)
    peer.sockets["shell"].send_multipart(frames)
    answer(peer, peer.frames("complete_request", {"code": "", "cursor_pos": 0}))
    assert peer.is_quiet("shell", 0.05)


def test_no_two_messages_are_the_same(kernel, peer):
    found = [peer.run("print(1)\n1")[0] for _ in range(3)]
    messages = [m for outputs in found for m in outputs]
    assert len({m["signature"] for m in messages}) == len(messages) == len({m["msg_id"] for m in messages})


def test_the_header_has_all_fields(peer):
    outputs, reply = peer.run("1")
    for message in outputs + [reply]:
        header = message["header"]
        assert {"msg_id", "session", "username", "date", "msg_type", "version"} <= set(header)
        assert header["version"] == "5.5"
        # jupyter_client refuses more digits and warns where the zone is missing.
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", header["date"])
    assert len({m["header"]["session"] for m in outputs + [reply]}) == 1


def test_a_new_process_has_a_new_session(fresh):
    def session():
        return fresh.reply(fresh.client.kernel_info())["header"]["session"]

    before = session()
    assert session() == before
    fresh.manager.restart_kernel(now=True)
    fresh.client.wait_for_ready(timeout=20)
    assert session() != before


def test_the_parent_header_is_the_requests_with_unknown_keys(peer):
    fields = {"future": {"b": [1, 2.5, None], "a": "ё\U0001f642"}, "number": 9007199254740993}
    message_id = peer.send("execute_request", {"code": "print(1)"}, **fields)
    for message in peer.outputs(message_id) + [peer.receive()]:
        assert {key: message["parent_header"][key] for key in fields} == fields
        assert message["parent_header"]["version"] == "5.3" and message["parent_header"]["session"] == peer.session


def test_what_nobody_asked_for_has_an_empty_parent(kernel):
    peer = Peer(kernel.manager.get_connection_info())
    welcome = peer.receive("iopub")
    assert welcome["msg_type"] == "iopub_welcome" and welcome["parent_header"] == {}
    peer.close()


# JSON; `unpack` refuses what is none.


def data_of(peer, code):
    outputs, reply = peer.run(code)
    assert reply["content"]["status"] == "ok", reply["content"]
    return [m["content"]["data"] for m in outputs if "data" in m["content"]]


def test_nan_and_infinity_are_written_so_that_json_can_be_read(peer):
    code = "from IPython.display import JSON, display\ndisplay(JSON({'loss': float('nan'), 'a': [float('inf'), -float('inf')]}))"
    data = data_of(peer, code)[0]
    assert isinstance(data["application/json"]["loss"], (str, type(None)))
    assert peer.run("float('nan')", user_expressions={"x": "[float('nan')]"})[1]["content"]["status"] == "ok"


def test_lone_surrogates_do_no_harm(peer):
    header = json.dumps(peer.header("execute_request")).encode()
    content = b'{"code": "print(\'a\\ud83d\')\\nprint(\'\\\\ud83d\')\\nprint(\'b\')"}'
    message = resigned(peer, [header, b"{}", b"{}", content])
    reply = answer(peer, message)
    assert reply["msg_type"] == "execute_reply"
    peer.outputs(json.loads(header)["msg_id"])
    assert peer.run("1")[1]["content"]["status"] == "ok"


def test_integers_are_exact(peer):
    data = data_of(peer, "from IPython.display import JSON, display\ndisplay(JSON({'n': 2**53, 'm': -2**53 + 1}))")[0]
    assert data["application/json"] == {"n": 2**53, "m": -(2**53) + 1}


PICTURES = """
import numpy as np
import matplotlib.pyplot as plt
from IPython.display import HTML, SVG, JSON, display
plt.plot([1, 3, 2]); plt.show()
display(HTML('<b>x</b>'))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'))
display(JSON({'a': [1]}))
np.zeros((2, 2))
"""


def test_mime_bundles_have_plain_text_and_valid_keys(peer):
    bundles = data_of(peer, PICTURES)
    assert len(bundles) == 5
    for data in bundles:
        assert "text/plain" in data
        assert all(re.fullmatch(r"[\w\-\+\.]+/[\w\-\+\.]+", key) for key in data), data.keys()


def test_pictures_are_base64_without_line_breaks_and_markup_is_text(peer):
    bundles = data_of(peer, PICTURES)
    assert re.fullmatch(r"[A-Za-z0-9+/]+=*", bundles[0]["image/png"])
    assert bundles[1]["text/html"] == "<b>x</b>" and bundles[2]["image/svg+xml"].startswith("<svg")
    assert bundles[3]["application/json"] == {"a": [1]}


@pytest.mark.parametrize("channel", ["shell", "control"])
def test_unknown_types_are_busy_and_idle_without_a_reply(peer, channel):
    assert kinds(peer.outputs(peer.send("question_request", {"what": 1}, channel))) == ["status", "status"]
    assert peer.is_quiet(channel, 0.05)


def test_unknown_fields_are_ignored(peer):
    _, reply = peer.run("1", future=[1], cell_id="x")
    assert reply["content"]["status"] == "ok"


def test_jupyter_clients_own_session_reads_what_is_sent(kernel):
    session = Session(key=kernel.client.session.key)
    peer = Peer(kernel.manager.get_connection_info()).welcome()
    peer.sockets["shell"].send_multipart(session.serialize(session.msg("kernel_info_request", {})))
    identities, frames = session.feed_identities(peer.sockets["shell"].recv_multipart())
    assert session.deserialize(frames)["content"]["status"] == "ok"
    peer.close()
