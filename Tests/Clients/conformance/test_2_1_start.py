"""Section 2.1: start, arguments, connection file."""

import json
import os
import pathlib
import signal
import subprocess
import sys

import pytest
import zmq
from jupyter_client import KernelManager
from support import CONTEXT, DELIMITER, Peer, address, client_of, connection, is_alive, launch, sign, strict, wait_until

needs_curve = pytest.mark.skipif(not zmq.has("curve"), reason="this libzmq has no CURVE")


def ended(process, path):
    """Asks the kernel to end; returns its exit status."""
    client = client_of(path)
    client.shutdown()
    client.stop_channels()
    return process.wait(timeout=5)


@pytest.mark.parametrize(
    "form",
    ["-f {}", "--f={}", "--connection-file {}", "--connection-file={}", "{}", '--f="{}"',
     "--HistoryManager.hist_file=:memory: -f {}", "{} --X.y=z --debug"],
)
def test_every_form_of_the_argument_names_the_file(tmp_path, binary, form):
    path, _ = connection(tmp_path)
    process = launch(binary, path, form.format(path).split(" "))
    assert ended(process, path) == 0


def test_quotes_around_a_path_with_spaces_are_taken_off(tmp_path, binary):
    folder = tmp_path / "my files"
    folder.mkdir()
    path, _ = connection(folder)
    assert ended(launch(binary, path, [f'--f="{path}"']), path) == 0


def test_unknown_fields_are_ignored(tmp_path, binary):
    path, _ = connection(tmp_path, kernel_name="svertka", jupyter_session="/home/x.ipynb", future={"a": [1]})
    assert ended(launch(binary, path), path) == 0


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"transport": "udp"}', '{"signature_scheme": "md5"}', '{"registration_port": 0}']
)
def test_a_file_that_cannot_be_served_is_one_clear_line(tmp_path, binary, content):
    path = tmp_path / "kernel.json"
    path.write_text(content)
    done = subprocess.run([binary, "kernel", "-f", str(path)], capture_output=True, text=True, timeout=10)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and done.stderr.startswith("svertka kernel: ")
    assert "connection file" in done.stderr or "signature scheme" in done.stderr


def test_no_file_is_a_usage_error(binary):
    done = subprocess.run([binary, "kernel"], capture_output=True, text=True, timeout=10)
    assert done.returncode == 64 and "connection file" in done.stderr


def test_ipc_endpoints_are_the_path_a_dash_and_the_port(tmp_path, binary):
    path, info = connection(tmp_path, "ipc")
    process = launch(binary, path)
    client = client_of(path)
    files = sorted(file.name for file in tmp_path.glob("k-*"))
    assert files == sorted(f"k-{info[field]}" for field in info if field.endswith("_port"))
    client.stop_channels()
    assert ended(process, path) == 0


def test_ipc_without_a_path_is_beside_the_connection_file(tmp_path, binary):
    path, info = connection(tmp_path, "ipc")
    del info["ip"]
    pathlib.Path(path).write_text(json.dumps(info))
    process = launch(binary, path)
    assert wait_until(lambda: len(list(tmp_path.glob("kernel-ipc-*"))) == 5, 5)
    process.terminate()
    assert process.wait(timeout=5) == 0


def test_ipc_files_are_for_the_owner_alone_and_removed_at_the_end(tmp_path, binary):
    path, _ = connection(tmp_path, "ipc")
    process = launch(binary, path)
    client = client_of(path)
    files = list(tmp_path.glob("k-*"))
    assert len(files) == 5 and all(file.stat().st_mode & 0o177 == 0 for file in files)
    client.stop_channels()
    assert ended(process, path) == 0
    assert list(tmp_path.glob("k-*")) == []


def failure(binary, path):
    """The line of a kernel that cannot start."""
    done = subprocess.run([binary, "kernel", "-f", path], capture_output=True, text=True, timeout=10)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    return done.stderr


def test_ipc_refuses_a_folder_where_anyone_could_replace_files(tmp_path, binary):
    path, _ = connection(tmp_path, "ipc")
    tmp_path.chmod(0o777)
    assert "writable for all" in failure(binary, path)


def test_ipc_refuses_a_path_that_is_too_long(tmp_path, binary):
    path, info = connection(tmp_path, "ipc")
    pathlib.Path(path).write_text(json.dumps(info | {"ip": str(tmp_path / ("k" * 100))}))
    assert "longer than 107 bytes" in failure(binary, path)


def test_ipc_takes_the_files_of_a_killed_kernel_and_no_others(tmp_path, binary):
    path, info = connection(tmp_path, "ipc")
    first = launch(binary, path)
    client_of(path).stop_channels()
    # While the first lives, a second one finds the place taken and leaves everything as it is.
    assert "in use" in failure(binary, path)
    client_of(path).stop_channels()
    first.kill()
    first.wait()
    assert len(list(tmp_path.glob("k-*"))) == 5
    assert ended(launch(binary, path), path) == 0
    pathlib.Path(f"{info['ip']}-{info['shell_port']}").write_text("mine")
    assert "it is a file" in failure(binary, path)
    assert pathlib.Path(f"{info['ip']}-{info['shell_port']}").read_text() == "mine"


def test_nothing_heavy_is_loaded_before_it_is_needed(tmp_path, binary):
    path, _ = connection(tmp_path)
    process = launch(binary, path)
    client_of(path).stop_channels()
    loaded = pathlib.Path(f"/proc/{process.pid}/maps").read_text()
    assert "openblas" not in loaded and "hdf5" not in loaded
    assert ended(process, path) == 0


def test_a_taken_port_is_one_clear_line(tmp_path, binary):
    path, info = connection(tmp_path)
    socket = CONTEXT.socket(zmq.ROUTER)
    socket.bind(address(info, "shell"))
    line = failure(binary, path)
    socket.close()
    assert str(info["shell_port"]) in line and "in use" in line


def test_a_restarted_kernel_gets_the_same_ports_at_once(tmp_path, binary):
    path, _ = connection(tmp_path)
    for _ in range(3):
        assert ended(launch(binary, path), path) == 0


# The handshake of 5.6


class Launcher:
    """What waits for a kernel to say which ports it chose."""

    def __init__(self, folder, **extra):
        self.socket = CONTEXT.socket(zmq.ROUTER)
        port = self.socket.bind_to_random_port("tcp://127.0.0.1")
        self.path = folder / "kernel-1f2e.json"
        self.info = {
            "transport": "tcp", "ip": "127.0.0.1", "registration_port": port, "key": "secret",
            "signature_scheme": "hmac-sha256",
        } | extra
        self.path.write_text(json.dumps(self.info))

    def registration(self):
        """The kernel's identity and what it told."""
        assert self.socket.poll(10_000), "the kernel did not register"
        identity, *frames = self.socket.recv_multipart()
        assert frames[0] == DELIMITER and len(frames) == 3 and frames[1] == sign(b"secret", frames[2:])
        return identity, strict(frames[2])

    def acknowledge(self, identity, key=b"secret"):
        self.socket.send_multipart([identity, DELIMITER, sign(key, [b"ACK"]), b"ACK"])

    def close(self):
        self.socket.close()


def test_the_handshake_tells_the_ports_and_waits_for_a_signed_acknowledgement(tmp_path, binary):
    launcher = Launcher(tmp_path)
    process = launch(binary, str(launcher.path))
    identity, told = launcher.registration()
    ports = {f"{channel}_port" for channel in ("shell", "control", "stdin", "iopub", "hb")}
    assert set(told) == ports | {"kernel_id"} and told["kernel_id"] == "1f2e"
    assert all(isinstance(told[port], str) and 0 < int(told[port]) < 65536 for port in ports)
    assert len({told[port] for port in ports}) == 5
    # The sockets listen already, but nothing is served before the launcher has agreed.
    peer = Peer(launcher.info | {port: int(told[port]) for port in ports})
    peer.send("kernel_info_request")
    launcher.acknowledge(identity, key=b"someone else's")
    assert peer.is_quiet("shell", 0.3)
    launcher.acknowledge(identity)
    assert peer.receive()["msg_type"] == "kernel_info_reply"
    # Who subscribed before sees the process start, exactly once: `starting` has no parent.
    seen = [peer.receive("iopub") for _ in range(4)]
    assert seen[0]["msg_type"] == "iopub_welcome"
    assert [m["content"]["execution_state"] for m in seen if m["msg_type"] == "status"].count("starting") == 1
    starting = next(m for m in seen if m["content"].get("execution_state") == "starting")
    assert starting["parent_header"] == {}
    peer.send("shutdown_request", {"restart": False}, "control")
    assert process.wait(timeout=5) == 0
    peer.close()
    launcher.close()


def test_the_handshake_ends_with_the_launcher(tmp_path, binary):
    launcher = Launcher(tmp_path)
    process = launch(binary, str(launcher.path))
    launcher.registration()
    process.terminate()
    assert process.wait(timeout=5) != 0 or not is_alive(process.pid)
    launcher.close()


# CURVE


def encrypted(folder):
    public, secret = zmq.curve_keypair()
    return connection(folder, curve_publickey=public.decode(), curve_secretkey=secret.decode())


@needs_curve
def test_with_curve_keys_all_five_sockets_are_encrypted(tmp_path, binary):
    path, info = encrypted(tmp_path)
    process = launch(binary, path)
    peer = Peer(info, ("shell", "control", "iopub", "hb"), server_key=info["curve_publickey"].encode()).welcome()
    for channel in ("shell", "control"):
        peer.send("kernel_info_request", channel=channel)
        assert peer.receive(channel)["content"]["status"] == "ok"
    peer.sockets["hb"].send(b"beat")
    assert peer.sockets["hb"].poll(5000)
    plain = Peer(info, ("shell", "control", "stdin", "iopub", "hb"))
    for channel in ("shell", "control", "stdin"):
        plain.send("kernel_info_request", channel=channel)
    plain.sockets["hb"].send(b"beat")
    assert all(plain.is_quiet(channel, 0.1) for channel in plain.sockets)
    plain.close()
    peer.close()
    process.terminate()
    assert process.wait(timeout=5) == 0


@pytest.mark.parametrize("keys", [{"curve_publickey": "x" * 40}, {"curve_publickey": "a", "curve_secretkey": "b"}])
def test_curve_keys_that_cannot_be_used_never_mean_plain_sockets(tmp_path, binary, keys):
    path, _ = connection(tmp_path, **keys)
    assert "CURVE" in failure(binary, path)


@needs_curve
def test_jupyter_client_starts_the_kernel_encrypted(tmp_path):
    manager = KernelManager(kernel_name="svertka")
    manager.transport_encryption = "required"
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=20)
        assert manager.get_connection_info()["curve_publickey"]
        assert client.execute_interactive("1 + 1", timeout=10)["content"]["status"] == "ok"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_the_kernelspec_says_what_the_protocol_asks(tmp_path, binary):
    subprocess.run([binary, "install", "--prefix", str(tmp_path)], check=True, capture_output=True)
    folders = list((tmp_path / "share/jupyter/kernels").iterdir())
    assert [folder.name for folder in folders] == ["svertka"]
    spec = json.loads((folders[0] / "kernel.json").read_text())
    assert spec["interrupt_mode"] == "message" and spec["kernel_protocol_version"] == "5.5"
    assert spec["language"] == "svertka" and "{connection_file}" in spec["argv"]
    assert spec["metadata"].get("supported_encryption") == (["curve"] if zmq.has("curve") else None)


def test_the_working_folder_is_kept_and_nothing_is_written_there(tmp_path, binary):
    work = tmp_path / "work"
    work.mkdir()
    path, info = connection(tmp_path)
    process = launch(binary, path, cwd=work)
    peer = Peer(info).welcome()
    outputs, _ = peer.run("import os\nprint(os.getcwd())")
    assert os.readlink(f"/proc/{process.pid}/cwd") == str(work)
    assert next(m for m in outputs if m["msg_type"] == "stream")["content"]["text"] == f"{work}\n"
    assert list(work.iterdir()) == []
    peer.close()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=5) == 0
