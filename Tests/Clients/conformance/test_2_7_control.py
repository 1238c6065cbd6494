"""Section 2.7: control."""

import os
import signal
import time

import pytest
from support import Peer, ask, connection, is_alive, kinds, launch, pid_of, started, wait_until

TIGHT = "while True: pass"
SLEEP = "import time\ntime.sleep(600)"
CONVOLUTION = """
import numpy as np
from keras.layers import Conv2D
layer = Conv2D(64, (5, 5), padding='same')
images = np.zeros((32, 224, 224, 16), dtype='float32')
layer(images[:1])
while True: layer(images)
"""
PRODUCT = "import numpy as np\na = np.ones((3000, 3000))\nwhile True: a @ a"
PRINT = "while True: print('x' * 100)"


@pytest.mark.parametrize("way", ["message", "signal"])
@pytest.mark.parametrize("code", [TIGHT, SLEEP, CONVOLUTION, PRODUCT, PRINT])
def test_an_interrupt_stops_the_cell_soon_and_names_stay(kernel, code, way):
    kernel.run("kept = 5")
    message_id = kernel.client.execute(code)
    started(kernel, message_id)
    time.sleep(0.3)
    start = time.monotonic()
    if way == "message":
        kernel.manager.interrupt_kernel()
    else:
        os.kill(pid_of(kernel), signal.SIGINT)
    reply = kernel.reply(message_id, timeout=10)["content"]
    assert reply["status"] == "error" and reply["ename"] == "KeyboardInterrupt"
    assert time.monotonic() - start < 1
    kernel.outputs(message_id)
    assert kernel.text("print(kept)") == "5\n"


def test_the_interrupts_reply_has_a_status_and_comes_at_once(kernel, peer):
    message_id = kernel.client.execute(TIGHT)
    started(kernel, message_id)
    start = time.monotonic()
    peer.send("interrupt_request", {}, "control")
    assert peer.receive("control")["content"] == {"status": "ok"} and time.monotonic() - start < 0.1
    assert kernel.reply(message_id)["content"]["ename"] == "KeyboardInterrupt"


def test_an_idle_interrupt_harms_nothing(kernel, peer):
    for _ in range(50):
        peer.send("interrupt_request", {}, "control")
        assert peer.receive("control")["content"] == {"status": "ok"}
        assert peer.run("sum(range(1000))")[1]["content"]["status"] == "ok"
    for _ in range(50):
        os.kill(pid_of(kernel), signal.SIGINT)
        assert peer.run("sum(range(1000))")[1]["content"]["status"] == "ok" or kernel.quiet()


FIT = """
import numpy as np
from keras.models import Sequential
from keras.layers import Conv2D, Flatten, Dense
model = Sequential([Conv2D(16, (3, 3), activation='relu', input_shape=(28, 28, 1)), Flatten(), Dense(10, activation='softmax')])
model.compile(loss='sparse_categorical_crossentropy', optimizer='sgd', metrics=['accuracy'])
x = np.zeros((4096, 28, 28, 1), dtype='float32')
y = np.zeros((4096,), dtype='uint8')
"""


def test_a_training_is_interrupted_and_the_model_stays(kernel):
    assert kernel.run(FIT)[1]["status"] == "ok"
    message_id = kernel.client.execute("model.fit(x, y, epochs=10000, verbose=0)")
    started(kernel, message_id)
    time.sleep(0.5)
    start = time.monotonic()
    kernel.manager.interrupt_kernel()
    reply = kernel.reply(message_id, timeout=10)["content"]
    assert reply["ename"] == "KeyboardInterrupt" and time.monotonic() - start < 1
    kernel.outputs(message_id)
    assert kernel.text("print(model.count_params() > 0)") == "True\n"


@pytest.mark.parametrize("running", [False, True])
@pytest.mark.parametrize("restart", [False, True])
def test_shutdown_is_answered_told_to_all_and_quick(tmp_path, binary, running, restart):
    path, info = connection(tmp_path)
    process = launch(binary, path)
    peer, other = Peer(info).welcome(), Peer(info).welcome()
    if running:
        message_id = peer.send("execute_request", {"code": TIGHT})
        while peer.receive("iopub")["msg_type"] != "execute_input":
            pass
    asked = peer.send("shutdown_request", {"restart": restart}, "control")
    start = time.monotonic()
    reply = peer.receive("control")
    assert reply["msg_type"] == "shutdown_reply" and reply["content"] == {"status": "ok", "restart": restart}
    assert process.wait(timeout=5) == 0 and time.monotonic() - start < 0.5
    told = [other.receive("iopub") for _ in range(1)]
    while told[-1]["msg_type"] != "shutdown_reply":
        told.append(other.receive("iopub"))
    assert told[-1]["content"] == {"status": "ok", "restart": restart}
    assert told[-1]["parent_header"]["msg_id"] == asked
    peer.close()
    other.close()


def test_jupyter_clients_way_to_shut_down_leaves_nothing(fresh):
    pid = pid_of(fresh)
    started(fresh, fresh.client.execute(TIGHT))
    start = time.monotonic()
    fresh.manager.shutdown_kernel()
    assert not is_alive(pid) and time.monotonic() - start < 2


def test_a_restart_forgets_everything(fresh):
    fresh.run("a = 1")
    fresh.manager.restart_kernel(now=False)
    fresh.client.wait_for_ready(timeout=30)
    assert fresh.run("a")[1]["ename"] == "NameError"


def test_sigterm_ends_the_kernel_properly(tmp_path, binary):
    path, info = connection(tmp_path, "ipc")
    process = launch(binary, path)
    peer = Peer(info).welcome()
    peer.send("execute_request", {"code": TIGHT})
    while peer.receive("iopub")["msg_type"] != "execute_input":
        pass
    process.terminate()
    assert process.wait(timeout=2) == 0 and list(tmp_path.glob("k-*")) == []
    peer.close()


def test_usage_has_what_the_resource_monitor_shows(kernel, peer):
    def usage():
        peer.send("usage_request", {}, "control")
        return peer.receive("control")["content"]

    usage()
    message_id = kernel.client.execute(TIGHT)
    started(kernel, message_id)
    time.sleep(0.5)
    busy = usage()
    kernel.manager.interrupt_kernel()
    kernel.reply(message_id)
    assert busy["hostname"] == os.uname().nodename and busy["pid"] == pid_of(kernel)
    assert 5 < busy["kernel_cpu"] < 450 and busy["cpu_count"] == os.cpu_count()
    assert 0 <= busy["host_cpu_percent"] <= 100
    with open(f"/proc/{busy['pid']}/statm") as statm:
        resident = int(statm.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    assert abs(busy["kernel_memory"] - resident) < 8 << 20
    memory = busy["host_virtual_memory"]
    assert memory["total"] > memory["available"] > 0 and 0 < memory["percent"] < 100
    assert {"used", "free", "active", "inactive", "buffers", "cached", "shared", "slab"} <= set(memory)
