"""`svertka data`: data sets from servers that may not be trusted, and from sticks."""

import gzip
import hashlib
import io
import json
import os
import pathlib
import pickle
import pty
import random
import re
import resource
import signal
import ssl
import subprocess
import tarfile
import time

import numpy
import pytest

from hostile_server import serving

BYTES = random.Random(1998).randbytes(300_000)
TABLE = b"day,rate\n2026-11-01,81.2\n" * 1000


def tape(*members):
    """A tar.gz of (name or TarInfo, content)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        for name, content in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


TAPE = tape(
    (special("course", tarfile.DIRTYPE), b""), ("course/a.csv", TABLE), ("course/read me", b"x" * 513),
    ("../escape", b"bad"), ("/tmp/svertka-escape", b"bad"), (special("course/link", tarfile.SYMTYPE, "/etc/passwd"), b""),
    ("course/b.bin", BYTES[:1000]))
FILES = {"rates.bin": BYTES, "table.csv.gz": gzip.compress(TABLE), "course.tar.gz": TAPE}
PARTS = {
    "rates.bin": {},
    "table.csv.gz": {"form": "gzip", "parts": [{"member": "table.csv", "limit": len(TABLE)}]},
    "course.tar.gz": {"form": "tar", "parts": [
        {"member": "course/a.csv", "target": "a.csv", "limit": 100_000},
        {"member": "course/b.bin", "target": "deep/b.bin", "limit": 1000}]},
}


def digest(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def server():
    with serving(FILES) as server:
        yield server


@pytest.fixture
def data(tmp_path, binary):
    return Data(tmp_path, binary)


class Data:
    """The command with a data folder of its own."""

    def __init__(self, folder, binary):
        self.folder, self.binary = folder, binary
        self.root = folder / "data"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "SVERTKA_DATA": str(self.root)}

    def catalogue(self, *urls, files=("rates.bin",), contents=FILES, **fields):
        """A catalogue with one data set `course`; each address stands before the file's name."""
        rows = [
            {"name": name, "urls": [f"{url}/{name}" for url in urls], "size": len(contents[name]),
             "checksum": digest(contents[name]), **PARTS.get(name, {}), **fields}
            for name in files
        ]
        path = self.folder / "catalogue.json"
        path.write_text(json.dumps({"data": [{"name": "course", "title": "A course", "files": rows}]}))
        return path

    def arguments(self, *words):
        return [self.binary, "data", *map(str, words)]

    def __call__(self, *words, **options):
        return subprocess.run(
            self.arguments(*words), capture_output=True, text=True, timeout=120, env=self.environment, **options)

    def fetch(self, *urls, patience=20, files=("rates.bin",), **options):
        path = self.catalogue(*urls, files=files)
        return self("fetch", "course", "--catalogue", path, "--patience", patience, **options)

    @property
    def files(self):
        """What is in the data folder, but for locks."""
        paths = (path for path in self.root.rglob("*") if path.is_file() and path.suffix != ".lock")
        return {str(path.relative_to(self.root)): path.read_bytes() for path in paths}

    def draft(self, name="rates.bin"):
        return self.root / "course" / f".{name}.draft"

    def keras(self, program):
        """What a program prints that looks for its data there."""
        path = self.folder / "program.py"
        path.write_text(program)
        done = subprocess.run([self.binary, "run", path], capture_output=True, text=True, timeout=120, env=self.environment)
        return done.stdout + done.stderr


WHOLE = {"course/rates.bin": BYTES}


def test_files_are_fetched_checked_and_unpacked(data, server):
    done = data.fetch(f"{server.address}/good", files=tuple(FILES))
    assert done.returncode == 0, done.stderr
    assert data.files == {
        "course/rates.bin": BYTES, "course/table.csv": TABLE, "course/a.csv": TABLE, "course/deep/b.bin": BYTES[:1000]}
    assert not pathlib.Path("/tmp/svertka-escape").exists()
    requests = len(server.log)
    again = data.fetch(f"{server.address}/good", files=tuple(FILES))
    assert again.returncode == 0 and "there already" in again.stdout
    assert len(server.log) == requests == 3


@pytest.mark.parametrize("way, requests", [
    ("cut", ["bytes=100001-", "bytes=200002-"]),
    ("ignores", ["bytes=150000-"]),
    ("shifts", ["bytes=150000-", None]),
    ("mixes", ["bytes=150000-", None]),
    ("busy", [None, None]),
    ("unsaid", []),
    ("moved", [None]),
])
def test_what_breaks_off_goes_on(data, server, way, requests):
    """The requests after the first: from where the draft ended, or anew."""
    done = data.fetch(f"{server.address}/{way}")
    assert done.returncode == 0, done.stderr
    assert data.files == WHOLE
    assert [wanted for _, wanted in server.log[1:]] == requests


@pytest.mark.parametrize("way, words", [
    ("404", "404"),
    ("500", "500 Internal Server Error"),
    ("mute", "broke off after 0 bytes"),
    ("more", "broke off after 300000 bytes"),
    ("less", "is not the published file: 299000 bytes with the SHA-256"),
    ("other", digest(bytes(len(BYTES)))),
    ("page", "is not the published file: 26 bytes"),
    ("endless", "sends more than the"),
    ("huge", "sends more than the"),
    ("circle", "redirects"),
    ("local", "file"),
])
def test_a_server_that_fails_is_told_and_the_next_mirror_asked(data, server, way, words):
    path = f"{server.address}/{way}" if way != "404" else f"{server.address}/good/absent"
    if way == "404":
        server.files = {"rates.bin": BYTES}
        catalogue = json.loads(data.catalogue(f"{server.address}/good").read_text())
        catalogue["data"][0]["files"][0]["urls"].insert(0, f"{server.address}/good/absent.bin")
        (data.folder / "catalogue.json").write_text(json.dumps(catalogue))
        done = data("fetch", "course", "--catalogue", data.folder / "catalogue.json")
    else:
        alone = data.fetch(path)
        assert alone.returncode == 1, alone.stdout
        assert words in alone.stderr
        assert "cannot fetch rates.bin of course" in alone.stderr and "--from" in alone.stderr
        assert "course/rates.bin" not in data.files
        done = data.fetch(path, f"{server.address}/good")
    assert done.returncode == 0, done.stderr
    # A server that says too much was right about the bytes themselves: the draft is whole the next time.
    if way != "more":
        assert words in done.stderr
    assert data.files == WHOLE


def test_no_server_there_is_told(data):
    done = data.fetch("http://127.0.0.1:9")
    assert done.returncode == 1
    assert "Failed to connect" in done.stderr or "refused" in done.stderr
    assert data.files == {}


def test_a_server_that_says_nothing_more_is_given_up_and_its_bytes_kept(data, server):
    done = data.fetch(f"{server.address}/stalls", patience=1)
    assert done.returncode == 1
    assert "the 150000 bytes that came are kept" in done.stderr
    kept = data.draft().stat().st_size
    assert kept == 150_000
    server.log.clear()
    assert data.fetch(f"{server.address}/good").returncode == 0
    assert server.log == [("/good/rates.bin", f"bytes={kept}-")]
    assert data.files == WHOLE


def test_a_killed_download_goes_on_where_it_was(data, server):
    words = ("fetch", "course", "--catalogue", data.catalogue(f"{server.address}/slow"))
    process = subprocess.Popen(data.arguments(*words), env=data.environment, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not (data.draft().exists() and data.draft().stat().st_size > 50_000):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.kill()
    process.communicate()
    kept = data.draft().stat().st_size
    assert 0 < kept < len(BYTES) and list(data.files) == ["course/.rates.bin.draft"]
    server.log.clear()
    assert data.fetch(f"{server.address}/good").returncode == 0
    assert server.log == [("/good/rates.bin", f"bytes={kept}-")]
    assert data.files == WHOLE


def test_two_at_once_download_once(data, server):
    words = ("fetch", "course", "--catalogue", data.catalogue(f"{server.address}/slow"))
    both = [
        subprocess.Popen(data.arguments(*words), env=data.environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert len(server.log) == 1
    assert sum("another process fetches it" in errors for _, errors in said) == 1
    assert sum("there already" in output for output, _ in said) == 1
    assert data.files == WHOLE


def test_a_slow_download_draws_its_progress_on_a_terminal(data, server):
    words = ("fetch", "course", "--catalogue", data.catalogue(f"{server.address}/slow"))
    parent, child = pty.openpty()
    process = subprocess.Popen(data.arguments(*words), env=data.environment, stderr=child, stdout=subprocess.PIPE)
    os.close(child)
    drawn = b""
    while True:
        try:
            piece = os.read(parent, 4096)
        except OSError:
            break
        if not piece:
            break
        drawn += piece
    assert process.wait(timeout=60) == 0
    os.close(parent)
    text = drawn.decode()
    shown = re.findall(r"\r\[(█*)·*\] rates\.bin ([\d.]+) kB of 300(?:\.0)? kB( ETA 0:0\d)?(  [\d.]+ kB/s)?", text)
    assert len(shown) >= 5, text
    assert [float(kilobytes) for _, kilobytes, _, _ in shown] == sorted(float(kilobytes) for _, kilobytes, _, _ in shown)
    assert any(eta and speed for _, _, eta, speed in shown)
    assert "checksum right" in text


def test_without_a_terminal_progress_is_a_line_for_each_quarter(data, server):
    done = data.fetch(f"{server.address}/slow")
    assert len(re.findall(r"^  rates\.bin [\d.]+ kB of 300(?:\.0)? kB$", done.stderr, re.M)) == 3
    assert "\r" not in done.stderr


def test_certificates_are_verified(data, tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", certificate,
         "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(FILES, context) as server:
        address = server.address.replace("http:", "https:")
        refused = data.fetch(f"{address}/good")
        assert refused.returncode == 1 and "certificate" in refused.stderr.lower()
        assert data.files == {}
        data.environment["SSL_CERT_FILE"] = str(certificate)
        done = data.fetch(f"{address}/good")
        assert done.returncode == 0, done.stderr
        assert data.files == WHOLE
        data.root = tmp_path / "other"
        data.environment["SVERTKA_DATA"] = str(data.root)
        # A redirect from HTTPS to HTTP is not followed.
        with serving(FILES) as plain:
            server.RequestHandlerClass = type(
                "Down", (server.RequestHandlerClass,),
                {"way_down": lambda self, body, start, count: self.answer(
                    302, b"", Location=f"{plain.address}/good/rates.bin")})
            down = data.fetch(f"{address}/down")
            assert down.returncode == 1 and plain.log == []
            assert "course/rates.bin" not in data.files


# Sticks


def test_a_stick_carries_what_was_published(data, server, tmp_path):
    stick = tmp_path / "stick"
    path = data.catalogue(f"{server.address}/good", files=tuple(FILES))
    kept = data("fetch", "course", "--catalogue", path, "--archives", "--to", stick)
    assert kept.returncode == 0, kept.stderr
    assert {file.name: file.read_bytes() for file in (stick / "course").iterdir()} == FILES
    requests = len(server.log)
    done = data("fetch", "course", "--catalogue", path, "--from", f"{stick}/")
    assert done.returncode == 0, done.stderr
    assert set(data.files) == {"course/rates.bin", "course/table.csv", "course/a.csv", "course/deep/b.bin"}
    assert len(server.log) == requests


def test_a_stick_with_other_bytes_or_none_is_told(data, tmp_path):
    path = data.catalogue("http://127.0.0.1:9")
    empty = data("fetch", "course", "--catalogue", path, "--from", tmp_path / "nowhere")
    assert empty.returncode == 1 and "rates.bin of course is not in" in empty.stderr
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick/rates.bin").write_bytes(bytes(len(BYTES)))
    wrong = data("fetch", "course", "--catalogue", path, "--from", tmp_path / "stick")
    assert wrong.returncode == 1 and "is not the published file" in wrong.stderr
    assert data.files == {}


@pytest.mark.parametrize("name, content, words", [
    ("course.tar.gz", TAPE[: len(TAPE) // 2], "damaged or cut off"),
    ("course.tar.gz", gzip.compress(BYTES), "is no tape archive, or damaged"),
    ("course.tar.gz", b"", "has no course/a.csv, course/b.bin"),
    ("course.tar.gz", tape(("course/a.csv", TABLE)), "has no course/b.bin"),
    ("course.tar.gz", tape(("course/a.csv", bytes(100_001)), ("course/b.bin", b"")), "has 100001 bytes, more than 100000"),
    ("course.tar.gz", tape((special("course/a.csv", tarfile.SYMTYPE, "/etc/passwd"), b""), ("course/b.bin", b"x")), "has no course/a.csv"),
    ("course.tar.gz", gzip.compress(gzip.decompress(TAPE)[:3000]), "is cut off"),
    ("table.csv.gz", gzip.compress(TABLE * 50), f"unpacks to more than {len(TABLE)} bytes"),
    ("table.csv.gz", gzip.compress(TABLE)[:-9], "damaged or cut off"),
    ("table.csv.gz", gzip.compress(TABLE)[:-8] + bytes(8), "damaged or cut off"),
])
def test_damaged_archives_leave_nothing(data, tmp_path, name, content, words):
    """Their checksums are right: whoever published them made them so."""
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / name).write_bytes(content or gzip.compress(b""))
    contents = {name: content or gzip.compress(b"")}
    path = data.catalogue("http://127.0.0.1:9", files=(name,), contents=contents)
    done = data("fetch", "course", "--catalogue", path, "--from", tmp_path / "stick")
    assert done.returncode == 1 and words in done.stderr, done.stderr
    assert [name for name in data.files if not name.endswith(".draft")] == []


def test_mutated_archives_are_told_or_unpacked(data, tmp_path):
    """Damage anywhere in a tape: an error or the right sizes, never a crash."""
    plain, dice = gzip.decompress(TAPE), random.Random(7)
    (tmp_path / "stick").mkdir()
    for _ in range(60):
        damaged = bytearray(plain)
        for _ in range(dice.randint(1, 30)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        content = bytes(damaged)
        (tmp_path / "stick/course.tar.gz").write_bytes(content)
        path = data.catalogue("http://127.0.0.1:9", files=("course.tar.gz",), contents={"course.tar.gz": content})
        done = data("fetch", "course", "--catalogue", path, "--from", tmp_path / "stick")
        assert done.returncode in (0, 1), done
        if done.returncode == 0:
            assert set(data.files) == {"course/a.csv", "course/deep/b.bin"}
        for name in list(data.files):
            (data.root / name).unlink()


def test_a_full_disk_is_told_and_what_came_is_kept(data, server):
    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = data.fetch(f"{server.address}/good", preexec_fn=small_files)
    assert done.returncode == 1 and "File too large" in done.stderr
    assert data.draft().stat().st_size <= 100_000
    assert data.fetch(f"{server.address}/good").returncode == 0
    assert data.files == WHOLE


def test_a_folder_that_is_a_file_is_told(data, server):
    data.root.write_text("")
    done = data.fetch(f"{server.address}/good")
    assert done.returncode == 1 and str(data.root) in done.stderr


@pytest.mark.parametrize("row, words", [
    ("{", "is no catalogue"),
    ('{"data": [{"name": "x"}]}', "data[0].files must be a list"),
    ('{"data": [{"name": "../x", "files": [{}]}]}', "data[0].name must be a plain name"),
    ('{"data": [{"name": "x", "files": [{"name": "y"}]}]}', "data[0].files[0].checksum must be"),
    ('{"data": [{"name": "x", "files": [{"name": "y", "checksum": "%s", "urls": ["file:///etc"]}]}]}' % ("0" * 64), "must begin with https"),
    ('{"data": [{"name": "x", "files": [{"name": "y", "checksum": "%s", "form": "zip"}]}]}' % ("0" * 64), "whole, gzip or tar"),
    ('{"data": [{"name": "x", "files": [{"name": "y", "checksum": "%s", "form": "tar", "parts": [{"member": "m", "target": "a/../../b", "limit": 1}]}]}]}'
     % ("0" * 64), "must be a plain name"),
])
def test_catalogues_are_checked(data, tmp_path, row, words):
    (tmp_path / "c.json").write_text(row)
    done = data("fetch", "x", "--catalogue", tmp_path / "c.json")
    assert done.returncode == 64 and words in done.stderr


def test_names_and_kitti(data):
    unknown = data("fetch", "imagenet")
    assert unknown.returncode == 64 and "there is no data set 'imagenet'" in unknown.stderr and "cifar-10" in unknown.stderr
    assert data("fetch").returncode == 64
    kitti = data("fetch", "kitti")
    assert kitti.returncode == 1
    assert "CC BY-NC-SA 3.0" in kitti.stderr and f"{data.root}/kitti/image_2/000000.png" in kitti.stderr
    for folder in ("image_2", "label_2"):
        (data.root / "kitti" / folder).mkdir(parents=True)
    assert data("fetch", "kitti").returncode == 0
    assert data("path", "kitti").stdout == f"{data.root}/kitti\n"
    assert data("path", "mnist").returncode == 1
    listed = data("list").stdout
    assert all(name in listed for name in ("mnist", "fashion-mnist", "cifar-10", "cifar-100", "imdb", "boston-housing"))


# What programs find


SETS = ["mnist", "fashion_mnist", "cifar10", "cifar100", "imdb", "reuters", "boston_housing", "california_housing"]


@pytest.mark.parametrize("name", SETS)
def test_missing_data_name_the_command(data, name):
    said = data.keras(f"from keras.datasets import {name}\ntry:\n    {name}.load_data()\nexcept FileNotFoundError as e:\n    print(e)\n")
    found = re.search(r"in a terminal run: svertka data fetch ([a-z0-9-]+)", said)
    assert found, said
    assert re.sub("[-_]", "", found[1]) == re.sub("_", "", name)
    assert f"{found[1]} " in data("list").stdout


REAL = pathlib.Path(os.environ.get("SVERTKA_DATA") or "/nowhere")


@pytest.mark.skipif(not (REAL / "fashion-mnist").is_dir(), reason="SVERTKA_DATA has no fashion-mnist")
def test_published_archives_from_a_mirror_load_in_keras(data):
    """The real files of Fashion-MNIST, whose published checksums are in the program."""
    files = {path.name: path.read_bytes() for path in (REAL / "fashion-mnist").glob("*.gz")}
    with serving(files) as server:
        done = data("fetch", "Fashion_MNIST", "--mirror", f"{server.address}/good/")
        assert done.returncode == 0, done.stderr
        assert {path for path, _ in server.log} == {f"/good/fashion-mnist/{name}" for name in files}
    for name, content in files.items():
        assert data.files[f"fashion-mnist/{name.removesuffix('.gz')}"] == gzip.decompress(content)
    said = data.keras(
        "from keras.datasets import fashion_mnist\n(x, y), (a, b) = fashion_mnist.load_data()\n"
        "print(x.shape, a.shape, y[:5], int(x.astype('int64').sum()))\n")
    pixels = gzip.decompress(files["train-images-idx3-ubyte.gz"])[16:]
    assert said == f"(60000, 28, 28) (10000, 28, 28) [9 0 0 3 0] {sum(pixels)}\n"


@pytest.mark.skipif(not (REAL / "mnist").is_dir(), reason="SVERTKA_DATA has no mnist")
def test_mnist_from_a_stick_that_packed_it_anew(data):
    """Files of other bytes with the published content; checked by the content's checksum."""
    done = data("fetch", "mnist", "--from", REAL)
    assert done.returncode == 0, done.stderr
    said = data.keras("import keras\n(x, y), _ = keras.datasets.mnist.load_data()\nprint(x.shape, y[:5])\n")
    assert said == "(60000, 28, 28) [5 0 4 1 9]\n"


def pickled(value):
    """Python 2's pickle of a dictionary of byte strings, lists and arrays of bytes, as the publishers of CIFAR made it."""

    def integer(number):
        return b"J" + number.to_bytes(4, "little", signed=True)

    def array(pixels):
        return (
            b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R(K\x01("
            + integer(len(pixels) // 3072) + integer(3072) + b"tcnumpy\ndtype\nU\x02u1K\x00K\x01\x87R"
            + b"(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89"
            + b"T" + len(pixels).to_bytes(4, "little") + pixels + b"tb")

    out = b"\x80\x02}("
    for key, item in value.items():
        out += b"U" + bytes([len(key)]) + key
        out += array(item) if isinstance(item, bytes) else b"](" + b"".join(map(integer, item)) + b"e"
    return out + b"u."


def test_archives_of_cifar_load_in_keras(data, tmp_path):
    """The layout of the published archives, with a few pictures each."""
    dice = random.Random(3)
    batches = [(dice.randbytes(3072 * 2), [dice.randrange(10) for _ in range(2)]) for _ in range(6)]
    # What the test makes is what NumPy reads.
    seen = pickle.loads(pickled({b"data": batches[0][0]}), encoding="bytes")
    assert seen[b"data"].tobytes() == batches[0][0] and seen[b"data"].shape == (2, 3072)
    names = [f"data_batch_{i}" for i in range(1, 6)] + ["test_batch"]
    ten = tape(*[
        (f"cifar-10-batches-py/{name}", pickled({b"batch_label": [], b"labels": labels, b"data": pixels}))
        for name, (pixels, labels) in zip(names, batches)])
    fine = {name: pickled({b"fine_labels": [99, 7], b"coarse_labels": [3, 4], b"data": batches[0][0]}) for name in ("train", "test")}
    hundred = tape(*[(f"cifar-100-python/{name}", content) for name, content in fine.items()])
    rows = []
    for name, content, folder, members in [
        ("cifar-10-python.tar.gz", ten, "cifar-10-batches-py", names),
        ("cifar-100-python.tar.gz", hundred, "cifar-100-python", ["train", "test"]),
    ]:
        (tmp_path / name).write_bytes(content)
        rows.append({"name": folder, "files": [{
            "name": name, "checksum": digest(content), "form": "tar",
            "parts": [{"member": f"{folder}/{member}", "target": member, "limit": 1 << 20} for member in members]}]})
    (tmp_path / "c.json").write_text(json.dumps({"data": rows}))
    done = data("fetch", "cifar-10-batches-py", "cifar-100-python", "--catalogue", tmp_path / "c.json", "--from", tmp_path)
    assert done.returncode == 0, done.stderr
    said = data.keras(
        "from keras.datasets import cifar10, cifar100\n"
        "(x, y), (a, b) = cifar10.load_data()\nprint(x.shape, x.dtype, y.dtype, a.shape, y.ravel().tolist(), b.ravel().tolist())\n"
        "print(x[0, 0, 0].tolist(), x[9, 31, 31].tolist())\n"
        "(x, y), _ = cifar100.load_data()\nprint(x.shape, y.tolist())\n"
        "(x, y), _ = cifar100.load_data('coarse')\nprint(y.tolist())\n")
    first, last = batches[0][0], batches[4][0][3072:]
    labels = [label for _, few in batches[:5] for label in few]
    assert said.splitlines() == [
        f"(10, 32, 32, 3) uint8 uint8 (2, 32, 32, 3) {labels} {batches[5][1]}",
        f"{[first[0], first[1024], first[2048]]} {[last[1023], last[2047], last[3071]]}",
        "(2, 32, 32, 3) [[99], [7]]", "[[3], [4]]"]


def test_archives_of_keras_load_where_fetch_puts_them(data, tmp_path):
    """Files in the form of Keras's boston_housing.npz and imdb.npz."""
    numpy.savez(tmp_path / "boston_housing.npz", x=numpy.arange(130.0).reshape(10, 13), y=numpy.arange(10.0))
    reviews = numpy.array([[1, 2, 3], [4, 5]], dtype=object)
    numpy.savez(tmp_path / "imdb.npz", x_train=reviews, y_train=[1, 0], x_test=reviews, y_test=[0, 1])
    (tmp_path / "imdb_word_index.json").write_text('{"the": 1}')
    rows = [
        {"name": folder, "files": [
            {"name": name, "checksum": digest((tmp_path / name).read_bytes())} for name in names]}
        for folder, names in [("boston_housing", ["boston_housing.npz"]), ("imdb", ["imdb.npz", "imdb_word_index.json"])]
    ]
    # Keras takes the highest number for one too many: it becomes 2, "unknown".
    (tmp_path / "c.json").write_text(json.dumps({"data": rows}))
    done = data("fetch", "boston_housing", "imdb", "--catalogue", tmp_path / "c.json", "--from", tmp_path)
    assert done.returncode == 0, done.stderr
    said = data.keras(
        "from keras.datasets import boston_housing, imdb\n"
        "(x, y), (a, b) = boston_housing.load_data()\nprint(x.shape, a.shape, sorted([*y, *b]) == list(range(10)))\n"
        "(x, y), _ = imdb.load_data()\nprint(sorted(zip(x.tolist(), y.tolist())))\nprint(imdb.get_word_index())\n")
    assert said == "(8, 13) (2, 13) True\n[([1, 4, 5, 6], 1), ([1, 7, 2], 0)]\n{'the': 1}\n"
