"""Trainings that outlive cells, browsers and kernels: background, attach, pause, subshells, the crash journal, recover."""

import json
import os
import pathlib
import queue
import signal
import time

import pytest
from jupyter_client import BlockingKernelClient
from kernel_client import Client

MODEL = """\
import numpy as np, keras, time
from keras import layers
keras.utils.set_random_seed(5)
x = np.random.default_rng(1).random((2048, 32)).astype('float32')
y = (x.sum(axis=1) > 16).astype('int64')
def build():
    keras.utils.set_random_seed(5)
    m = keras.Sequential([keras.Input((32,)), layers.Dense(256, activation='relu'), layers.Dropout(0.2),
                          layers.BatchNormalization(), layers.Dense(256, activation='relu'),
                          layers.Dense(2, activation='softmax')])
    m.compile(loss='sparse_categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
    return m
def bits(m):
    return b''.join(w.tobytes() for w in m.get_weights()).hex()
"""
LONG = "epochs=100000, batch_size=32, validation_split=0.25, background=True"


def run_json(message):
    return message["content"]["data"].get("application/vnd.svertka.run+json")


def charts(messages):
    """The charts among messages: (type, display id, series)."""
    return [
        (m["msg_type"], m["content"]["transient"]["display_id"], run_json(m))
        for m in messages
        if m["msg_type"] in ("display_data", "update_display_data") and run_json(m)
    ]


def stream(messages, name="stdout"):
    return "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == name)


def following(client, message_id, until, timeout=60):
    """What comes on iopub with one parent, after its idle too, until `until` says so of a message."""
    found, deadline = [], time.monotonic() + timeout
    while True:
        message = client.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
        if message["parent_header"].get("msg_id") != message_id:
            continue
        found.append(message)
        if until(message):
            return found


def state_of(kernel, number):
    return kernel.text(f"print([r.state for r in runs() if r.number == {number}][0])").strip()


@pytest.fixture
def trained():
    """A kernel that has a model to train."""
    client = Client()
    _, reply = client.run(MODEL)
    assert reply["status"] == "ok", reply
    yield client
    client.close()


def second_client(kernel):
    """Another client of the same kernel, which may be busy: it is ready once it is welcome on iopub.

    It has a session of its own, as in another browser: the manager's clients share one, and with it their replies.
    """
    client = BlockingKernelClient()
    client.load_connection_info(kernel.manager.get_connection_info())
    client.start_channels()
    while client.get_iopub_msg(timeout=20)["msg_type"] != "iopub_welcome":
        pass
    return client


# MARK: In the background


def test_a_training_in_the_background_frees_the_shell(trained):
    started = time.monotonic()
    outputs, reply = trained.run(f"m = build(); run = m.fit(x, y, {LONG})")
    assert reply["status"] == "ok" and time.monotonic() - started < 5
    times = []
    for _ in range(20):
        begin = time.monotonic()
        assert trained.text("print(6 * 7)") == "42\n"
        times.append(time.monotonic() - begin)
        time.sleep(0.02)
    assert sorted(times)[10] < 0.1, times
    first = trained.text("print(run.state, run.epoch)").split()
    time.sleep(1)
    second = trained.text("print(run.state, run.epoch)").split()
    assert first[0] == second[0] == "running" and int(second[1]) > int(first[1]), (first, second)
    trained.run("run.stop()")
    time.sleep(0.3)
    assert trained.text("print(run.state, run.epoch < run.epochs)") == "stopped True\n"


def test_its_chart_stays_with_its_cell_and_ends_after_its_idle(trained):
    message_id = trained.client.execute("m = build(); run = m.fit(x, y, epochs=30, batch_size=32, background=True)")
    messages = following(trained.client, message_id, lambda m: (run_json(m) or {}).get("state") == "done"
                         if m["msg_type"] == "update_display_data" else False)
    kinds = [m["msg_type"] for m in messages]
    assert kinds.index("display_data") < len(kinds) - 1 - kinds[::-1].index("update_display_data")
    idle = [i for i, m in enumerate(messages) if m["msg_type"] == "status" and
            m["content"]["execution_state"] == "idle"]
    assert len(idle) == 1 and idle[0] < len(messages) - 1
    assert len({identity for _, identity, _ in charts(messages)}) == 1


def test_the_weights_are_those_of_a_foreground_fit_bit_for_bit(trained):
    whole = trained.text("m = build(); h = m.fit(x, y, epochs=5, batch_size=16, validation_split=0.25, verbose=0)\n"
                         "print(bits(m), h.history)")
    trained.run("m = build(); run = m.fit(x, y, epochs=5, batch_size=16, validation_split=0.25, verbose=0, "
                "background=True)")
    requests = 0
    while trained.text("print(run.state)") == "running\n":
        # Cells, completions and looks at the model arrive all the time.
        trained.run("m.predict(x[:100], verbose=0); m.evaluate(x, y, verbose=0); np.random.rand(10)")
        trained.reply(trained.client.complete("m.pre", 5))
        requests += 3
    assert requests > 10
    assert trained.text("print(bits(m), run.history)") == whole


def test_two_trainings_take_turns_and_end_alike(trained):
    whole = trained.text("m = build(); m.fit(x, y, epochs=4, batch_size=32, verbose=0)\nprint(bits(m))")
    trained.run("a = build(); b = build()\n"
                "ra = a.fit(x, y, epochs=4, batch_size=32, verbose=0, background=True)\n"
                "rb = b.fit(x, y, epochs=4, batch_size=32, verbose=0, background=True)")
    assert trained.text("ra.wait(); rb.wait()\nprint(ra.state, rb.state)") == "done done\n"
    assert trained.text("print(bits(a))") == trained.text("print(bits(b))") == whole


def test_sleep_and_waiting_for_input_leave_it_the_time(trained):
    trained.run(f"m = build(); run = m.fit(x, y, verbose=0, {LONG})")
    assert trained.text("before = run.epoch; time.sleep(1.5); print(run.epoch > before)") == "True\n"
    message_id = trained.client.execute("before = run.epoch; input('?'); print(run.epoch > before)", allow_stdin=True)
    trained.client.get_stdin_msg(timeout=10)
    time.sleep(1.5)
    trained.client.input("go")
    assert stream(trained.outputs(message_id)) == "True\n"


def test_a_model_that_is_trained_is_not_changed(trained):
    trained.run(f"m = build(); run = m.fit(x, y, verbose=0, {LONG})")
    for code in ("m.fit(x, y)", "m.compile(loss='mse')", "m.train_on_batch(x, y)", "m.set_weights(m.get_weights())"):
        _, reply = trained.run(code)
        assert reply["ename"] == "RuntimeError" and "is being trained (run 1)" in reply["evalue"], (code, reply)
    assert state_of(trained, 1) == "running"


def test_an_error_is_shown_where_the_training_was_started(trained):
    message_id = trained.client.execute(
        "def boom(epoch, logs):\n    if epoch == 2: raise ValueError('no more')\n"
        "m = build(); run = m.fit(x, y, epochs=9, verbose=0, background=True,\n"
        "                         callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=boom)])")
    error = following(trained.client, message_id, lambda m: m["msg_type"] == "error")[-1]["content"]
    assert error["ename"] == "ValueError" and error["evalue"] == "no more" and "boom" in "".join(error["traceback"])
    assert state_of(trained, 1) == "failed"
    _, reply = trained.run("run.wait()")
    assert reply["ename"] == "ValueError"


def test_what_callbacks_print_is_said_by_the_cell_that_began(trained):
    message_id = trained.client.execute(
        "m = build(); run = m.fit(x, y, epochs=4, verbose=0, background=True, callbacks=[\n"
        "    keras.callbacks.LambdaCallback(on_epoch_end=lambda e, logs: print('epoch', e))])")
    following(trained.client, message_id, lambda m: m["msg_type"] == "stream" and "epoch 0" in m["content"]["text"])
    other = trained.client.execute("for i in range(5): time.sleep(0.1)")
    mine = following(trained.client, other, lambda m: m["msg_type"] == "status"
                     and m["content"]["execution_state"] == "idle")
    assert stream(mine) == ""
    assert "epoch 3" in trained.text("run.wait(); print(run.log)")


# MARK: Interrupt and pause


def test_an_interrupt_of_an_idle_kernel_pauses_and_resume_goes_on_bit_for_bit(trained):
    # The chart is there after a fifth of a second, when nearly all is still to do.
    whole = trained.text("m = build(); h = m.fit(x, y, epochs=100, batch_size=16, verbose=0)\nprint(bits(m), h.history)",
                         timeout=120)
    message_id = trained.client.execute("m = build(); run = m.fit(x, y, epochs=100, batch_size=16, background=True)")
    seen = set()
    following(trained.client, message_id, lambda m: seen.update(
        [m["content"].get("execution_state", m["msg_type"])]) or seen >= {"display_data", "idle"})
    trained.manager.interrupt_kernel()
    said = following(trained.client, message_id,
                     lambda m: m["msg_type"] == "stream" and "is paused" in m["content"]["text"])
    assert charts(said)[-1][2]["state"] == "interrupted"
    assert trained.text("print(run.state)") == "paused\n"
    epoch = trained.text("print(run.epoch)")
    time.sleep(0.5)
    assert trained.text("print(run.epoch)") == epoch
    trained.run("run.resume()")
    assert trained.text("run.wait(); print(bits(m), run.history)", timeout=120) == whole


def test_an_interrupt_of_a_cell_leaves_the_background_alone(trained):
    trained.run(f"m = build(); run = m.fit(x, y, verbose=0, {LONG})")
    for code in ("while True: pass", "time.sleep(60)", "run.wait()"):
        message_id = trained.client.execute(code)
        time.sleep(0.4)
        trained.manager.interrupt_kernel()
        assert trained.reply(message_id, 10)["content"]["ename"] == "KeyboardInterrupt", code
        assert state_of(trained, 1) == "running"


def test_pause_and_resume_of_a_foreground_training(trained):
    whole = trained.text("m = build(); m.fit(x, y, epochs=80, batch_size=16, verbose=0)\nprint(bits(m))")
    # The chart is there after a fifth of a second, when nearly all is still to do.
    message_id = trained.client.execute("m = build(); m.fit(x, y, epochs=80, batch_size=16)")
    following(trained.client, message_id, lambda m: m["msg_type"] == "display_data")
    trained.manager.interrupt_kernel()
    assert trained.reply(message_id)["content"]["ename"] == "KeyboardInterrupt"
    assert trained.text("print(runs()[-1].state)") == "paused\n"
    trained.run("runs()[-1].resume()")
    assert trained.text("runs()[-1].wait(); print(bits(m))") == whole


# MARK: Attach


def test_attach_shows_chart_and_log_from_another_client(trained):
    trained.run(f"m = build(); run = m.fit(x, y, {LONG})")
    time.sleep(1)
    other = second_client(trained)
    message_id = other.execute("attach()")
    messages = following(other, message_id, lambda m: m["msg_type"] == "update_display_data")
    shown = charts(messages)
    assert shown[0][0] == "display_data" and shown[-1][0] == "update_display_data" and shown[0][1] == shown[-1][1]
    assert "Epoch " in stream(messages) and "loss: " in stream(messages)
    assert shown[-1][2]["state"] == "running" and shown[-1][2]["title"].startswith("sequential")
    end = other.execute("run.stop()")
    last = following(other, message_id, lambda m: m["msg_type"] == "update_display_data"
                     and run_json(m)["state"] == "stopped")
    assert last[-1]["content"]["transient"]["display_id"] == shown[0][1] and end
    again = other.execute("attach()")
    outputs = following(other, again, lambda m: m["msg_type"] == "status" and m["content"]["execution_state"] == "idle")
    assert charts(outputs)[0][1] != shown[0][1] and charts(outputs)[0][2]["state"] == "stopped"
    other.stop_channels()


def test_attach_without_a_training_says_what_to_do(fresh):
    _, reply = fresh.run("attach()")
    assert reply["ename"] == "RuntimeError" and "no training" in reply["evalue"]


# MARK: Subshells


def subshell(kernel):
    message = kernel.client.session.msg("create_subshell_request", {})
    kernel.client.control_channel.send(message)
    reply = kernel.client.get_control_msg(timeout=10)
    assert reply["msg_type"] == "create_subshell_reply" and reply["content"]["status"] == "ok"
    return reply["content"]["subshell_id"]


def send(client, kind, content, subshell_id):
    message = client.session.msg(kind, content)
    message["header"]["subshell_id"] = subshell_id
    client.shell_channel.send(message)
    return message["header"]["msg_id"]


def execute(client, code, subshell_id, **fields):
    return send(client, "execute_request",
                {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
                 "stop_on_error": True, **fields}, subshell_id)


def control(kernel, kind, content):
    message = kernel.client.session.msg(kind, content)
    kernel.client.control_channel.send(message)
    return kernel.client.get_control_msg(timeout=10)["content"]


def test_subshells_are_made_listed_and_deleted(fresh):
    info = fresh.reply(fresh.client.kernel_info())["content"]
    assert "kernel subshells" in info["supported_features"]
    names = [subshell(fresh), subshell(fresh)]
    assert control(fresh, "list_subshell_request", {})["subshell_id"] == names
    assert control(fresh, "delete_subshell_request", {"subshell_id": names[0]}) == {"status": "ok"}
    assert control(fresh, "list_subshell_request", {})["subshell_id"] == names[1:]
    assert control(fresh, "delete_subshell_request", {"subshell_id": "none"})["status"] == "error"


BUSY = {
    "a loop": "n = 0\nwhile not done: n += 1\nprint('end', n > 0)",
    "calls": "def f(k): return k if k < 2 else f(k - 1) + f(k - 2)\ng = lambda: f(18)\nwhile not done: g()\nprint('end')",
    "sleep": "while not done: time.sleep(0.01)\nprint('end')",
    "a generator": "def g():\n    while True: yield 1\nfor v in g():\n    if done: break\nprint('end')",
    "a training": "m = build(); m.fit(x, y, epochs=10**6, verbose=0, callbacks=[keras.callbacks.LambdaCallback("
                  "on_batch_end=lambda b, logs: setattr(m, 'stop_training', bool(done)))])\nprint('end')",
}


@pytest.mark.parametrize("what", BUSY)
def test_a_subshell_is_answered_while_the_main_shell_runs(trained, what):
    shell = subshell(trained)
    trained.run("done = []; secret = 41")
    main = trained.client.execute(BUSY[what])
    time.sleep(0.5)
    times = []
    for number in range(20):
        begin = time.monotonic()
        aside = execute(trained.client, f"secret += {number}; print(secret)", shell)
        reply = trained.reply(aside, 10)
        times.append(time.monotonic() - begin)
        assert reply["content"]["status"] == "ok", reply["content"]
        assert reply["parent_header"]["subshell_id"] == shell
        assert stream(trained.outputs(aside)) == f"{41 + number}\n"
    assert sorted(times)[10] < 0.1, times
    completion = trained.reply(send(trained.client, "complete_request", {"code": "secr", "cursor_pos": 4}, shell), 10)
    assert completion["content"]["matches"] == ["secret"]
    inspection = trained.reply(
        send(trained.client, "inspect_request", {"code": "len", "cursor_pos": 3, "detail_level": 0}, shell), 10)
    assert inspection["content"]["found"]
    failing = execute(trained.client, "1 / 0", shell)
    assert trained.reply(failing, 10)["content"]["ename"] == "ZeroDivisionError"
    # Objects are shared: the main shell's loop hears it. Names are not.
    execute(trained.client, "done.append(1); fresh_name = 1", shell)
    assert trained.reply(main, 20)["content"]["status"] == "ok"
    assert "end" in stream(trained.outputs(main))
    assert trained.text("print(secret, 'fresh_name' in globals())") == "41 False\n"


def test_attach_through_a_subshell_while_a_cell_trains(trained):
    shell = subshell(trained)
    main = trained.client.execute("m = build(); m.fit(x, y, epochs=100000, batch_size=32, verbose=0)")
    time.sleep(1)
    other = second_client(trained)
    message_id = execute(other, "attach()", shell)
    messages = following(other, message_id, lambda m: m["msg_type"] == "update_display_data")
    assert charts(messages)[-1][2]["state"] == "running" and "Epoch " in stream(messages)
    execute(other, "runs()[-1].stop()", shell)
    last = following(other, message_id, lambda m: m["msg_type"] == "update_display_data"
                     and run_json(m)["state"] == "stopped")
    assert last
    assert trained.reply(main, 20)["content"]["status"] == "ok"
    other.stop_channels()


def test_subshells_do_not_disturb_a_training(trained):
    whole = trained.text("m = build(); m.fit(x, y, epochs=8, batch_size=16, verbose=0)\nprint(bits(m), np.random.rand())")
    shell = subshell(trained)
    main = trained.client.execute("m = build(); m.fit(x, y, epochs=8, batch_size=16, verbose=0)\n"
                                  "print(bits(m), np.random.rand())")
    asked = 0
    while True:
        execute(trained.client, "m.predict(x[:50], verbose=0); np.random.rand(3); keras.utils.set_random_seed(1)", shell)
        asked += 1
        try:
            reply = trained.client.get_shell_msg(timeout=5)
        except queue.Empty:
            pytest.fail("no reply")
        if reply["parent_header"]["msg_id"] == main:
            break
    assert asked > 3
    assert stream(trained.outputs(main)) == whole


def test_an_unknown_subshell_is_the_main_shell(fresh):
    message_id = execute(fresh.client, "kept = 1", "no such subshell")
    assert fresh.reply(message_id)["content"]["status"] == "ok"
    assert fresh.text("print(kept)") == "1\n"


# MARK: Crashes


def crashed(client, how):
    """Ends the kernel by a signal and starts it anew on the same connection file, as restarters do."""
    process = client.manager.provisioner.process
    os.kill(process.pid, how)
    process.wait(timeout=10)
    client.client.stop_channels()
    client.manager.restart_kernel(now=True)
    client.client = client.manager.client()
    client.client.start_channels()
    client.client.wait_for_ready(timeout=30)


def notice(client):
    """What the first cell shows besides its own output."""
    outputs, reply = client.run("print('hello')")
    assert reply["status"] == "ok" and stream(outputs) == "hello\n"
    return [m["content"]["data"] for m in outputs if m["msg_type"] == "display_data"]


@pytest.fixture
def runtime(tmp_path, monkeypatch):
    """A runtime folder of its own."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGABRT, signal.SIGILL, signal.SIGBUS, signal.SIGFPE])
def test_a_crash_leaves_a_line_that_the_next_kernel_shows_once(runtime, how):
    client = Client()
    client.run("a = 1")
    client.client.execute("while True: pass  # spins")
    time.sleep(0.5)
    pid = client.manager.provisioner.process.pid
    stem = pathlib.Path(client.manager.connection_file)
    journal = stem.parent / f"svertka-{stem.stem}.crash"
    os.kill(pid, how)
    process = client.manager.provisioner.process
    assert process.wait(timeout=10) == -how
    line = json.loads(journal.read_text())
    assert line["signal"] == how.name and line["cell"] == 2 and line["process"] == pid
    assert line["code"].startswith("while True: pass") and line["resident"] > 1 << 20
    assert abs(line["time"] - time.time()) < 60
    client.client.stop_channels()
    client.manager.restart_kernel(now=True)
    client.client = client.manager.client()
    client.client.start_channels()
    client.client.wait_for_ready(timeout=30)
    shown = notice(client)
    assert len(shown) == 1 and how.name in shown[0]["text/plain"] and "in cell 2" in shown[0]["text/plain"]
    assert "while True" in shown[0]["text/html"]
    assert notice(client) == [] and not journal.exists()
    client.close()


def test_a_kernel_that_is_killed_is_missed_by_the_next(runtime):
    client = Client()
    client.client.execute("while True: pass")
    time.sleep(0.5)
    crashed(client, signal.SIGKILL)
    shown = notice(client)
    assert len(shown) == 1 and "ended without a word in cell 1" in shown[0]["text/plain"]
    assert notice(client) == []
    client.close()


def test_a_kernel_that_is_killed_while_idle_or_restarted_is_not_missed(runtime):
    client = Client()
    client.run("a = 1")
    crashed(client, signal.SIGKILL)
    assert notice(client) == []
    client.client.stop_channels()
    client.manager.restart_kernel()
    client.client = client.manager.client()
    client.client.start_channels()
    client.client.wait_for_ready(timeout=30)
    assert notice(client) == []
    connection = pathlib.Path(client.manager.connection_file)
    left = list(connection.parent.glob(f"svertka-{connection.stem}.*"))
    assert [p.suffix for p in left] == [".running"]
    client.client.stop_channels()
    client.manager.shutdown_kernel()
    assert list(connection.parent.glob(f"svertka-{connection.stem}.*")) == []


def test_the_next_kernel_of_the_same_notebook_is_told(runtime, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "/course/lecture.ipynb")
    first = Client()
    first.client.execute("while True: pass")
    time.sleep(0.5)
    process = first.manager.provisioner.process
    os.kill(process.pid, signal.SIGSEGV)
    process.wait(timeout=10)
    monkeypatch.setenv("JPY_SESSION_NAME", "/course/other.ipynb")
    other = Client()
    assert notice(other) == []
    monkeypatch.setenv("JPY_SESSION_NAME", "/course/lecture.ipynb")
    same = Client()
    shown = notice(same)
    assert len(shown) == 1 and "SIGSEGV" in shown[0]["text/plain"]
    for client in (other, same):
        client.close()


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGKILL, None])
def test_recover_gives_a_lost_training_back(runtime, monkeypatch, how):
    monkeypatch.setenv("SVERTKA_CHECKPOINT", "0.5")
    client = Client()
    client.run(MODEL)
    client.run(f"m = build(); run = m.fit(x, y, {LONG})")
    time.sleep(2)
    loss = float(client.text("print(run.history['loss'][0])"))
    if how is None:
        client.client.stop_channels()
        client.manager.restart_kernel()
        client.client = client.manager.client()
        client.client.start_channels()
        client.client.wait_for_ready(timeout=30)
        assert notice(client) == []
    else:
        crashed(client, how)
        text = notice(client)[0]["text/plain"]
        assert "recover() gives back 'sequential" in text and "fit of 'sequential" in text, text
    outputs, reply = client.run("m = recover()")
    assert reply["status"] == "ok", reply
    said = stream(outputs)
    assert "epochs done" in said and "initial_epoch=" in said, said
    client.run(MODEL)
    assert float(client.text("print(m.history.history['loss'][0])")) == pytest.approx(loss)
    # The optimizer goes on: its steps are those of the whole training so far.
    epoch = int(said.split("initial_epoch=")[1].split(",")[0])
    steps = int(client.text("print(int(m.optimizer.iterations))"))
    assert epoch > 0 and epoch * 48 <= steps <= (epoch + 1) * 48, (epoch, steps)
    _, reply = client.run("m.fit(x, y, epochs=2, verbose=0)")
    assert reply["status"] == "ok"
    client.close()
    assert not list(pathlib.Path.cwd().glob("*.keras"))


def test_a_paused_training_is_recovered_bit_for_bit(runtime, monkeypatch):
    monkeypatch.setenv("SVERTKA_CHECKPOINT", "0.5")
    client = Client()
    client.run(MODEL)
    client.run(f"m = build(); run = m.fit(x, y, {LONG})")
    time.sleep(1.5)
    whole = client.text("run.pause()\nprint(bits(m), m.evaluate(x, y, verbose=0), int(m.optimizer.iterations))")
    more = client.text("m.fit(x, y, epochs=2, shuffle=False, verbose=0); print(m.evaluate(x, y, verbose=0)[0] >= 0)")
    assert more == "True\n"
    crashed(client, signal.SIGKILL)
    client.run(MODEL)
    _, reply = client.run("recover()")
    # The newer fit ended the paused training: its copy is gone.
    assert reply["ename"] == "RuntimeError"
    client.run(f"m = build(); run = m.fit(x, y, {LONG})")
    time.sleep(1.5)
    whole = client.text("run.pause()\nprint(bits(m), m.evaluate(x, y, verbose=0), int(m.optimizer.iterations))")
    crashed(client, signal.SIGKILL)
    client.run(MODEL)
    assert client.text("m = recover()\n").startswith("Recovered 'sequential")
    assert client.text("print(bits(m), m.evaluate(x, y, verbose=0), int(m.optimizer.iterations))") == whole
    client.close()


def test_copies_go_when_the_training_ends_and_are_few(runtime, monkeypatch):
    monkeypatch.setenv("SVERTKA_CHECKPOINT", "0.2")
    client = Client()
    client.run(MODEL)
    folder = runtime / "svertka-checkpoints"
    client.run(f"m = build(); run = m.fit(x, y, verbose=0, {LONG})")
    time.sleep(1.5)
    assert len(list(folder.glob("*.keras"))) == len(list(folder.glob("*.json"))) == 1
    client.run("run.stop(); time.sleep(0.3)")
    assert list(folder.iterdir()) == []
    client.close()
    for _ in range(7):
        lost = Client()
        lost.run(MODEL)
        lost.run(f"m = build(); run = m.fit(x, y, verbose=0, {LONG})")
        time.sleep(0.8)
        process = lost.manager.provisioner.process
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        lost.client.stop_channels()
    assert 1 <= len(list(folder.glob("*.keras"))) <= 6
    last = Client()
    _, reply = last.run("recover(99)")
    assert reply["ename"] == "ValueError"
    last.close()


# MARK: Without a front end


def test_a_notebook_without_a_front_end_waits_for_its_trainings(tmp_path):
    import subprocess

    import nbformat
    from kernel_client import BINARY

    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in (
        MODEL, "m = build(); run = m.fit(x, y, epochs=5, background=True)", "print(run.state)")]
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook, path)
    subprocess.run([BINARY, "run", path], check=True, timeout=60)
    cells = nbformat.read(path, 4).cells
    assert cells[2].outputs[0].text == "running\n"
    chart = [o for o in cells[1].outputs if "application/vnd.svertka.run+json" in o.get("data", {})]
    assert len(chart) == 1 and chart[0].data["application/vnd.svertka.run+json"]["state"] == "done"


def test_nbclient_keeps_the_last_chart_of_a_training_that_is_waited_for(tmp_path):
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in (
        MODEL, "m = build(); run = m.fit(x, y, epochs=5, background=True)", "run.wait().history['loss'][-1] < 1")]
    NotebookClient(notebook, kernel_name="svertka", timeout=60).execute()
    chart = [o for o in notebook.cells[1].outputs if "application/vnd.svertka.run+json" in o.get("data", {})]
    assert len(chart) == 1 and chart[0].data["application/vnd.svertka.run+json"]["state"] == "done"
    assert notebook.cells[2].outputs[0].data["text/plain"] == "True"
