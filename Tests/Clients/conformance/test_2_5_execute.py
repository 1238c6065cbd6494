"""Section 2.5: execution."""

import time

import pytest
from support import ask, kinds, started, streams


def test_the_count_grows_with_stored_cells_only(kernel):
    first = kernel.run("1")[1]["execution_count"]
    assert kernel.run("2", store_history=False)[1]["execution_count"] == first
    assert kernel.run("3", silent=True)[1]["execution_count"] == first
    assert kernel.run("3", silent=True, store_history=True)[1]["execution_count"] == first
    assert kernel.run("4")[1]["execution_count"] == first + 1
    assert kernel.run("1/0")[1]["execution_count"] == first + 2


@pytest.mark.parametrize("code", ["", "   ", "\n\n\t"])
def test_an_empty_cell_is_ok_and_takes_no_number(kernel, code):
    first = kernel.run("1")[1]["execution_count"]
    outputs, reply = kernel.run(code)
    assert reply["status"] == "ok" and reply["execution_count"] == first
    assert all(m["content"].get("execution_count", first) == first for m in outputs)
    assert kernel.run("2")[1]["execution_count"] == first + 1


def test_silent_cells_publish_nothing_but_status(kernel):
    outputs, reply = kernel.run("print(1)\nfrom IPython.display import HTML, display\ndisplay(HTML('x'))\n2", silent=True)
    assert kinds(outputs) == ["status", "status"] and reply["status"] == "ok"
    outputs, reply = kernel.run("1/0", silent=True)
    assert kinds(outputs) == ["status", "status"]
    assert reply["status"] == "error" and reply["ename"] == "ZeroDivisionError"


def test_missing_fields_have_their_defaults(peer):
    outputs, reply = peer.run("input()")
    # Without `allow_stdin` nobody can be asked.
    assert reply["content"]["status"] == "error" and "execute_input" in kinds(outputs)


def test_user_expressions_fail_alone(kernel):
    _, reply = kernel.run("a = 6", user_expressions={"good": "a * 7", "bad": "a / 0"})
    assert reply["status"] == "ok"
    good, bad = reply["user_expressions"]["good"], reply["user_expressions"]["bad"]
    assert good["status"] == "ok" and good["data"]["text/plain"] == "42" and good["metadata"] == {}
    assert bad["status"] == "error" and bad["ename"] == "ZeroDivisionError"
    assert set(bad) == {"status", "ename", "evalue", "traceback"}


def test_user_expressions_are_evaluated_in_silence_too_and_not_after_an_error(kernel):
    outputs, reply = kernel.run("a = 6", silent=True, user_expressions={"x": "a"})
    assert reply["user_expressions"]["x"]["data"]["text/plain"] == "6" and kinds(outputs) == ["status", "status"]
    assert kernel.run("1/0", user_expressions={"x": "a"})[1]["user_expressions"] == {}


def test_an_error_is_one_output_and_equals_the_reply(kernel):
    outputs, reply = kernel.run("def f(x):\n    return 1 / x\nf(0)")
    assert kinds(outputs) == ["status", "execute_input", "error", "status"]
    assert {k: reply[k] for k in ("ename", "evalue", "traceback")} == outputs[2]["content"]
    assert reply["status"] == "error" and "line 2" in "".join(reply["traceback"])
    assert all(isinstance(line, str) for line in reply["traceback"])


def test_tracebacks_are_short(kernel):
    _, reply = kernel.run("def f(n):\n    return f(n + 1)\nf(0)")
    assert reply["ename"] == "RecursionError" and len("\n".join(reply["traceback"]).splitlines()) <= 100


def test_queued_cells_are_aborted_after_an_error_and_nothing_else_is(kernel):
    first = kernel.run("1")[1]["execution_count"]
    ids = [kernel.client.execute(code) for code in ("sum(range(3000000))\n1/0", "2")]
    others = [kernel.client.complete("pri", 3), ask(kernel, "comm_info_request"), kernel.client.kernel_info()]
    ids.append(kernel.client.execute("3"))
    found = {}
    while len(found) < 6:
        message = kernel.client.get_shell_msg(timeout=10)
        found[message["parent_header"]["msg_id"]] = message["content"]
    assert [found[i]["status"] for i in ids] == ["error", "aborted", "aborted"]
    assert [found[i]["execution_count"] for i in ids] == [first + 1] * 3
    assert [found[i]["status"] for i in others] == ["ok"] * 3
    assert kernel.run("4")[1]["status"] == "ok"


def test_aborted_cells_are_busy_and_idle(kernel):
    ids = [kernel.client.execute(code) for code in ("sum(range(3000000))\n1/0", "2")]
    kernel.outputs(ids[0])
    assert kinds(kernel.outputs(ids[1])) == ["status", "status"]
    for message_id in ids:
        kernel.reply(message_id)


def test_a_cell_that_is_sent_after_the_errors_reply_runs(peer):
    for _ in range(20):
        assert peer.run("1/0")[1]["content"]["status"] == "error"
        assert peer.run("2")[1]["content"]["status"] == "ok"


def test_silent_errors_abort_nothing(kernel):
    ids = [kernel.client.execute("sum(range(3000000))\n1/0", silent=True), kernel.client.execute("2")]
    assert [kernel.reply(i)["content"]["status"] for i in ids] == ["error", "ok"]


def test_without_stop_on_error_the_queue_goes_on(kernel):
    ids = [kernel.client.execute("sum(range(3000000))\n1/0", stop_on_error=False), kernel.client.execute("2")]
    assert [kernel.reply(i)["content"]["status"] for i in ids] == ["error", "ok"]


def test_a_hundred_cells_run_in_the_order_they_were_sent(kernel):
    ids = [kernel.client.execute(f"print({i})", store_history=False) for i in range(100)]
    assert "".join(streams(kernel.outputs(i)) for i in ids) == "".join(f"{i}\n" for i in range(100))
    assert [kernel.reply(i)["content"]["status"] for i in ids] == ["ok"] * 100


def test_cell_text_may_hold_any_character(kernel):
    assert kernel.text("print('свёртка 🙂 \\u0301')") == "свёртка 🙂 \u0301\n"


def test_results_are_not_kept_alive(kernel):
    """Two hundred results of 8 MB each: a kernel that keeps its results would hold 1.6 GB."""
    kernel.run("import numpy as np")
    pid = kernel.manager.provisioner.process.pid
    for _ in range(200):
        kernel.run("np.ones((1000, 1000))")
    with open(f"/proc/{pid}/statm") as file:
        assert int(file.read().split()[1]) * 4096 < 300 << 20


def test_a_pager_is_a_payload(kernel):
    _, reply = kernel.run("zip?")
    assert [p["source"] for p in reply["payload"]] == ["page"] and "text/plain" in reply["payload"][0]["data"]
