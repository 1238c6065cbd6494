"""Section 2.10: life cycle. What becomes of output that nobody takes is in test_output.py."""

import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest
from support import Peer, ask, client_of, connection, is_alive, kinds, launch, pid_of, started, streams, wait_until

PARENT = """
import os, subprocess, sys, threading, time
kernel = None
def start():
    global kernel
    os.environ["JPY_PARENT_PID"] = sys.argv[3].replace("self", str(os.getpid()))
    if not os.environ["JPY_PARENT_PID"]: del os.environ["JPY_PARENT_PID"]
    kernel = subprocess.Popen([sys.argv[1], "kernel", "-f", sys.argv[2]])
# The thread ends long before the process: its end must not be the kernel's.
thread = threading.Thread(target=start)
thread.start()
thread.join()
print(kernel.pid, flush=True)
time.sleep(600)
"""


def parent_of_a_kernel(binary, path, promised):
    parent = subprocess.Popen([sys.executable, "-c", PARENT, binary, path, promised], stdout=subprocess.PIPE, text=True)
    return parent, int(parent.stdout.readline())


@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.parametrize("promised", ["self", ""])
def test_the_kernel_ends_with_its_parent_and_leaves_no_file(tmp_path, binary, promised, busy):
    path, info = connection(tmp_path, "ipc")
    parent, pid = parent_of_a_kernel(binary, path, promised)
    peer = Peer(info).welcome()
    peer.run("1")
    time.sleep(0.6)
    assert is_alive(pid), "the end of the thread that started the kernel ended it"
    if busy:
        peer.send("execute_request", {"code": "while True: pass"})
        while peer.receive("iopub")["msg_type"] != "execute_input":
            pass
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not is_alive(pid), 1.5)
    assert list(tmp_path.glob("k-*")) == []
    peer.close()


def test_the_end_of_a_client_is_not_the_kernels(tmp_path, binary):
    path, info = connection(tmp_path)
    process = launch(binary, path)
    code = f"""
import sys, time
sys.path.insert(0, {str(pathlib.Path(__file__).parent)!r})
from support import client_of
client = client_of({path!r})
client.execute("while True: print('x' * 1000)")
print("up", flush=True)
time.sleep(600)
"""
    client = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert client.stdout.readline() == "up\n"
    client.kill()
    client.wait()
    peer = Peer(info).welcome()
    peer.send("interrupt_request", {}, "control")
    assert peer.receive("control")["content"]["status"] == "ok"
    # The cell that was interrupted calls off what was queued behind it.
    assert wait_until(lambda: peer.run("1")[1]["content"]["status"] == "ok", 5)
    peer.close()
    process.terminate()
    assert process.wait(timeout=5) == 0


def write_into(kernel, descriptor, data):
    with open(f"/proc/{pid_of(kernel)}/fd/{descriptor}", "wb", buffering=0) as stream:
        stream.write(data)


@pytest.mark.parametrize("descriptor, name", [(1, "stdout"), (2, "stderr")])
def test_what_c_code_prints_belongs_to_the_running_cell(kernel, descriptor, name):
    message_id = kernel.client.execute("import time\nprint('go', flush=True)\ntime.sleep(0.3)")
    started(kernel, message_id)
    kernel.client.get_iopub_msg(timeout=5)
    write_into(kernel, descriptor, b"from outside\n")
    assert streams(kernel.outputs(message_id), name) == "from outside\n"
    kernel.reply(message_id)


def test_a_character_that_is_written_in_two_halves_arrives_whole(kernel):
    message_id = kernel.client.execute("import time\nprint('go', flush=True)\ntime.sleep(0.4)")
    started(kernel, message_id)
    kernel.client.get_iopub_msg(timeout=5)
    for half in (b"a\xf0\x9f", b"\x99\x82b\n"):
        write_into(kernel, 1, half)
        time.sleep(0.1)
    assert streams(kernel.outputs(message_id)) == "a🙂b\n"
    kernel.reply(message_id)


CLOSED = {
    "all closed": "exec 0<&- 1>&- 2>&-",
    "stderr closed": "exec 2>&-",
    "stderr without reader": "exec 2> >(true)",
    "stderr full": "exec 2>/dev/full",
}


@pytest.mark.parametrize("name", CLOSED)
def test_a_standard_error_that_cannot_be_written_harms_nothing(tmp_path, binary, name):
    path, info = connection(tmp_path)
    process = subprocess.Popen(["bash", "-c", f'{CLOSED[name]}; exec "{binary}" kernel -f "{path}"'])
    peer = Peer(info).welcome()
    for _ in range(3):
        peer.sockets["shell"].send_multipart([b"nonsense"])
        outputs, reply = peer.run("import sys\nprint('out')\nprint('err', file=sys.stderr)")
        assert reply["content"]["status"] == "ok"
        assert streams(outputs, "stdout") == "out\n" and streams(outputs, "stderr") == "err\n"
        time.sleep(0.4)
    peer.close()
    process.terminate()
    assert process.wait(timeout=5) == 0


def test_twenty_kernels_start_at_once_and_end(tmp_path, binary):
    running = []
    for number in range(20):
        folder = tmp_path / str(number)
        folder.mkdir()
        path, info = connection(folder, "ipc")
        running.append((launch(binary, path), info))
    for process, info in running:
        peer = Peer(info).welcome()
        assert peer.run("1")[1]["content"]["status"] == "ok"
        peer.close()
        process.terminate()
    assert all(process.wait(timeout=5) == 0 for process, _ in running)
