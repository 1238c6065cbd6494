"""Section 2.6: the other requests on shell."""

import random
import subprocess
import time

import pytest
from support import Peer, ask, client_of, connection, kinds, launch


def test_kernel_info_says_everything(kernel, peer):
    for channel in ("shell", "control"):
        peer.send("kernel_info_request", {}, channel)
        info = peer.receive(channel)["content"]
        assert info["status"] == "ok" and info["protocol_version"] == "5.5" and info["implementation"] == "svertka"
        assert info["implementation_version"] and info["banner"] and info["debugger"] in (True, False)
        assert isinstance(info["supported_features"], list)
        assert all({"text", "url"} == set(link) for link in info["help_links"])
        language = info["language_info"]
        assert language["name"] == "python" and language["file_extension"].startswith(".")
        assert {"version", "mimetype", "pygments_lexer", "codemirror_mode", "nbconvert_exporter"} <= set(language)


def complete(kernel, code, position):
    return kernel.reply(kernel.client.complete(code, position))["content"]


def test_completion_has_all_fields_and_types(kernel):
    reply = complete(kernel, "isinst", 6)
    assert set(reply) == {"status", "matches", "cursor_start", "cursor_end", "metadata"}
    types = reply["metadata"]["_jupyter_types_experimental"]
    assert reply["matches"] == [t["text"] for t in types] == ["isinstance"]
    assert set(types[0]) == {"text", "type", "start", "end", "signature"}


def test_completion_counts_code_points(kernel):
    kernel.run("свёртка = 1")
    code = "'🙂e\u0301'; свё"
    reply = complete(kernel, code, len(code))
    assert reply["matches"] == ["свёртка"]
    assert (reply["cursor_start"], reply["cursor_end"]) == (len(code) - 3, len(code))


@pytest.mark.parametrize("version, isOld", [("5.1", True), ("5.0", True), ("4.1", True), ("5.2", False), ("5.10", False), ("6", False)])
def test_clients_older_than_5_2_count_utf16_units(kernel, peer, version, isOld):
    kernel.run("свёртка = 1")
    code = "'🙂🙂'; свё"
    units = len(code.encode("utf-16-le")) // 2
    place = units if isOld else len(code)
    peer.send("complete_request", {"code": code, "cursor_pos": place}, version=version)
    content = peer.receive()["content"]
    assert content["matches"] == ["свёртка"] and (content["cursor_start"], content["cursor_end"]) == (place - 3, place)
    peer.send("inspect_request", {"code": "'🙂🙂'; zip; 1", "cursor_pos": 9 if isOld else 7}, version=version)
    assert peer.receive()["content"]["found"]


@pytest.mark.parametrize("position", [0, -5, 3, 4, 10**9, -(10**18)])
def test_positions_outside_are_clamped(kernel, position):
    reply = complete(kernel, "pri", position)
    assert reply["status"] == "ok" and 0 <= reply["cursor_start"] <= reply["cursor_end"] <= 3
    assert kernel.reply(kernel.client.inspect("pri", position))["content"]["status"] == "ok"


def test_any_text_and_position_is_answered_within_its_bounds(peer):
    letters = "ab._([{'\" \n#é🙂\u0301\u200d\U0001d41a свё\t\\=:0"
    generator = random.Random(7)
    for _ in range(300):
        code = "".join(generator.choice(letters) for _ in range(generator.randrange(30)))
        place = generator.randrange(-2, len(code) + 3)
        peer.send("complete_request", {"code": code, "cursor_pos": place})
        content = peer.receive()["content"]
        assert content["status"] == "ok" and 0 <= content["cursor_start"] <= content["cursor_end"] <= len(code)
        peer.send("inspect_request", {"code": code, "cursor_pos": place})
        assert set(peer.receive()["content"]) == {"status", "found", "data", "metadata"}


def test_attributes_are_completed(kernel):
    kernel.run("text = 'a'")
    reply = complete(kernel, "text.upp", 8)
    assert reply["matches"] == ["upper"] and reply["cursor_start"] == 5


def test_inspection_of_nothing_is_not_found(kernel):
    reply = kernel.reply(kernel.client.inspect("   ", 1))["content"]
    assert reply == {"status": "ok", "found": False, "data": {}, "metadata": {}}


@pytest.mark.parametrize(
    "code, status, indent",
    [("1", "complete", None), ("for i in x:", "incomplete", "    "), ("f(1,", "incomplete", None), ("a b", "invalid", None),
     ("'''x", "incomplete", None), ("", "complete", None)],
)
def test_is_complete_indents_only_what_goes_on(kernel, code, status, indent):
    reply = kernel.reply(kernel.client.is_complete(code))["content"]
    assert reply["status"] == status and ("indent" in reply) == (status == "incomplete")
    assert indent is None or reply["indent"] == indent


def test_is_complete_takes_less_than_20_ms_also_for_long_cells(peer):
    code = "\n".join(f"def f{i}(x):\n    return [x + {i} for x in range(10)]" for i in range(100))
    times = []
    for _ in range(5):
        start = time.perf_counter()
        peer.send("is_complete_request", {"code": code})
        assert peer.receive()["content"]["status"] in ("complete", "incomplete")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.02, times


# History


def history(peer, kind, **fields):
    peer.send("history_request", {"hist_access_type": kind, "raw": True, "output": False} | fields)
    content = peer.receive()["content"]
    assert content["status"] == "ok" and all(len(entry) == 3 for entry in content["history"])
    return content["history"]


@pytest.fixture
def remembered(tmp_path, binary, monkeypatch):
    """Starts kernels that share a history file; each gets the cells it is to run."""
    monkeypatch.setenv("SVERTKA_HISTORY", str(tmp_path / "folder" / "history.jsonl"))
    running = []

    def start(*cells, arguments=()):
        folder = tmp_path / str(len(running))
        folder.mkdir()
        path, info = connection(folder)
        process = launch(binary, path, ["-f", path, *arguments])
        peer = Peer(info).welcome()
        running.append((process, peer))
        for cell in cells:
            peer.run(cell)
        return peer

    yield start
    for process, peer in running:
        peer.close()
        process.terminate()
        process.wait(timeout=5)


def inputs(entries):
    return [entry[2] for entry in entries]


def test_history_has_tail_range_and_search(remembered):
    peer = remembered("a = 1", "b = 2", "a + b", "a = 1", "1/0", "   ")
    assert inputs(history(peer, "tail", n=2)) == ["a = 1", "1/0"]
    assert history(peer, "tail", n=1) == [[1, 5, "1/0"]]
    assert inputs(history(peer, "range", session=0, start=1, stop=3)) == ["a = 1", "b = 2"]
    assert inputs(history(peer, "range", session=1, start=4)) == ["a = 1", "1/0"]
    assert inputs(history(peer, "search", pattern="a*", n=2)) == ["a + b", "a = 1"]
    assert inputs(history(peer, "search", pattern="a = ?", unique=True)) == ["a = 1"]
    assert inputs(history(peer, "search", pattern="[!x]*")) == []
    assert history(peer, "range", session=0, start=3, stop=4, output=True) == [[1, 3, ["a + b", "3"]]]


def test_history_reaches_over_sessions_that_run_at_once(remembered):
    first = remembered("x = 'first'")
    second = remembered("x = 'second'", "2")
    first.run("'again'")
    third = remembered("x = 'third'")
    assert [entry[:2] for entry in history(third, "tail", n=10)] == [[1, 1], [2, 1], [2, 2], [1, 2], [3, 1]]
    assert inputs(history(third, "range", session=-1, start=1)) == ["x = 'second'", "2"]
    assert inputs(history(third, "range", session=-2, start=1, stop=2)) == ["x = 'first'"]
    assert inputs(history(third, "range", session=1, start=2)) == ["'again'"]
    assert inputs(history(first, "search", pattern="x = *", n=2)) == ["x = 'third'", "'again'"] or inputs(
        history(first, "search", pattern="x = *", n=2)
    ) == ["x = 'third'", "x = 'first'"]
    assert history(third, "tail", n=1, output=True) == [[3, 1, ["x = 'third'", None]]]


def test_history_in_memory_leaves_no_trace(remembered, tmp_path):
    peer = remembered("secret = 1", arguments=["--HistoryManager.hist_file=:memory:"])
    assert inputs(history(peer, "tail", n=5)) == ["secret = 1"]
    assert not (tmp_path / "folder").exists()


def test_the_environment_switches_the_history_file_off(remembered, tmp_path, monkeypatch):
    monkeypatch.setenv("SVERTKA_HISTORY", "0")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    assert inputs(history(remembered("secret = 1"), "tail", n=5)) == ["secret = 1"]
    assert not (tmp_path / "data").exists()


def test_history_is_for_the_owner_alone(remembered, tmp_path):
    remembered("1")
    assert (tmp_path / "folder" / "history.jsonl").stat().st_mode & 0o077 == 0


def test_a_history_that_cannot_be_written_harms_nothing(tmp_path, binary, monkeypatch):
    monkeypatch.setenv("SVERTKA_HISTORY", "/proc/no/history.jsonl")
    path, info = connection(tmp_path)
    process = launch(binary, path, stderr=subprocess.PIPE, text=True)
    peer = Peer(info).welcome()
    for cell in ("1", "2"):
        assert peer.run(cell)[1]["content"]["status"] == "ok"
    assert inputs(history(peer, "tail", n=5)) == ["1", "2"]
    peer.close()
    process.terminate()
    assert process.communicate(timeout=5)[1].count("the history is not kept") == 1


# Comms and the rest


def test_comm_info_is_answered(kernel):
    reply = kernel.reply(kernel.client.comm_info("nobody's"))["content"]
    assert reply == {"status": "ok", "comms": {}}


def test_a_comm_without_target_is_closed_at_once(kernel):
    outputs = kernel.outputs(ask(kernel, "comm_open", {"comm_id": "c1", "target_name": "nobody", "data": {}}))
    assert kinds(outputs) == ["status", "comm_close", "status"] and outputs[1]["content"]["comm_id"] == "c1"


@pytest.mark.parametrize("kind", ["comm_msg", "comm_close"])
def test_messages_to_unknown_comms_are_busy_and_idle(kernel, kind):
    assert kinds(kernel.outputs(ask(kernel, kind, {"comm_id": "nothing", "data": {}}))) == ["status", "status"]


def test_connect_is_answered(kernel):
    assert kernel.reply(ask(kernel, "connect_request"))["content"]["status"] == "ok"


def test_shutdown_is_answered_on_shell_too(tmp_path, binary):
    path, info = connection(tmp_path)
    process = launch(binary, path)
    peer = Peer(info).welcome()
    peer.send("shutdown_request", {"restart": True})
    reply = peer.receive()
    assert reply["msg_type"] == "shutdown_reply" and reply["content"] == {"status": "ok", "restart": True}
    assert process.wait(timeout=5) == 0
    peer.close()
