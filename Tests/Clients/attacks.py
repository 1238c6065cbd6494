"""What submissions try against a grader, as a table: an identifier, what is handed in, and the marks that it may earn.

The assignment has three answers with tests of 2, 3 and 2 points; the last test's value is its points. Most attacks stand in
an answer or in a cell of their own beside honest answers (then 7 points are right) or blank ones (then 0).
"""

import gzip
import io
import json
import os
import struct
import zipfile
import zlib

FULL = 7
HONEST = {
    "add": "def add(a, b):\n    return a + b",
    "mean": "def mean(values):\n    return sum(values) / len(values)",
    "rate": "def rate():\n    return 2",
}
BLANK = "# YOUR CODE HERE\nraise NotImplementedError()"
SECRET = "secret-4711"


def cell(source, kind="code", **grading):
    made = {"cell_type": kind, "metadata": {}, "source": source, "id": f"c{abs(hash(source)) % 10**9}"}
    if kind == "code":
        made.update(execution_count=None, outputs=[])
    if grading:
        made["metadata"]["nbgrader"] = {
            "schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False, **grading,
        }  # fmt: skip
    return made


def notebook(cells):
    for number, one in enumerate(cells):
        one["id"] = f"c{number}"
    spec = {"display_name": "Svertka", "language": "python", "name": "svertka"}
    return {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}


def master():
    def answer(name):
        body = HONEST[name].split("\n", 1)
        source = f"{body[0]}\n    ### BEGIN SOLUTION\n{body[1]}\n    ### END SOLUTION"
        return cell(source, grade_id=name, solution=True)

    def tests(name, points, source):
        return cell(source, grade_id=name, grade=True, locked=True, points=points)

    hidden = f"### BEGIN HIDDEN TESTS\nassert add(-4711, 4711) == 0, 'hidden message {SECRET}'\n### END HIDDEN TESTS"
    return notebook(
        [
            cell("# Homework", "markdown", grade_id="intro", locked=True),
            cell("import numpy as np\ndef close(a, b):\n    return abs(a - b) < 1e-6", grade_id="tools", locked=True),
            answer("add"),
            tests("add_test", 2, f"assert add(2, 3) == 5\n{hidden}"),
            answer("mean"),
            tests(
                "mean_test", 3,
                "assert close(mean([1, 2, 3]), 2)\nassert sum([mean([2, 4]), 1]) == 4 and len([mean([1])]) == 1\n"
                "assert np.isinf(np.array([1.0]) / 0).all() and np.allclose(mean([5]), 5)",
            ),
            answer("rate"),
            tests("rate_test", 2, "rate()"),
        ]
    )  # fmt: skip


# MARK: What is handed in


def find(book, name):
    return next(c for c in book["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def honest(book):
    for name, source in HONEST.items():
        find(book, name)["source"] = source


def blank(book):
    for name in HONEST:
        find(book, name)["source"] = BLANK


def answers(base=honest, **sources):
    """Other sources for answers."""

    def change(book):
        base(book)
        for name, source in sources.items():
            find(book, name)["source"] = source

    return change


def extra(source, base=honest, place=2):
    """A cell of the student's own before the first answer."""

    def change(book):
        base(book)
        book["cells"].insert(place, {**cell(source), "id": "own"})

    return change


def on_tests(edit, base=honest):
    """Something done to every test cell."""

    def change(book):
        base(book)
        for one in list(book["cells"]):
            if one["metadata"].get("nbgrader", {}).get("grade"):
                edit(book, one)

    return change


def graded(**fields):
    return lambda book, one: one["metadata"]["nbgrader"].update(fields)


def double(book, one):
    book["cells"].append({**json.loads(json.dumps(one)), "id": "double" + one["id"]})


def to_markdown(book, one):
    one["cell_type"] = "markdown"
    del one["outputs"], one["execution_count"]


def tried(*statements, word="GOT OUT"):
    """A cell that tries statements and says which of them worked."""
    return "\n".join(
        f"try:\n    {one}\n    print({word!r}, {number})\nexcept Exception as error:\n    print(type(error).__name__)"
        for number, one in enumerate(statements)
    )


def raw(data):
    """A notebook file that is these bytes."""

    def change(book):
        return data if isinstance(data, bytes) else data(book)

    return change


def bombs(book):
    """Files beside the notebook whose headers promise far more than there is."""
    honest(book)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 50000, 50000, 8, 2, 0, 0, 0))
    png += chunk(b"IDAT", zlib.compress(b"\0" * 10**6)) + chunk(b"IEND", b"")
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000, 1000000000), }"
    header += b" " * (117 - len(header)) + b"\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", 118) + header + b"\0" * 10**7)
    loads = tried(
        "from PIL import Image; Image.open('bomb.png').load()",
        "import matplotlib.pyplot as plt; plt.imread('bomb.png')",
        "import numpy as np; np.load('lie.npy')",
        "import numpy as np; np.load('bomb.npz')['a']",
        "import numpy as np; np.loadtxt('bomb.gz')",
        "import keras; keras.models.load_model('bomb.npz')",
    )
    book["cells"].insert(2, {**cell(loads), "id": "own"})
    return {
        "bomb.png": png,
        "lie.npy": b"\x93NUMPY\x01\x00" + struct.pack("<H", 118) + header,
        "bomb.npz": packed.getvalue(),
        "bomb.gz": gzip.compress(b"1 " * 10**7),
    }


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def linked(target, name="data.csv"):
    """A link beside the notebook, and a cell that reads it."""

    def change(book):
        extra(tried(f"print(open({name!r}).read(99))", word="READ"))(book)
        return {name: lambda path: os.symlink(target(path) if callable(target) else target, path)}

    return change


def fifo(book):
    extra(tried("print(open('pipe').read(9))", word="READ"))(book)
    return {"pipe": os.mkfifo}


def zipped(book):
    honest(book)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../../outside/slipped.txt", "out")
        archive.writestr("big", b"\0" * 10**7)
    return {"work.zip": packed.getvalue(), "Data.txt": b"1", "data.txt": b"2", "e\u0301.txt": b"3", "\u00e9.txt": b"4"}


def nested(depth):
    return ('{"cells":' + "[" * depth + "]" * depth + ',"metadata":{},"nbformat":4,"nbformat_minor":5}').encode()


def many_cells(book):
    honest(book)
    book["cells"] += [{**cell("x = 1"), "id": f"m{n}"} for n in range(20000)]


def with_text(old, new):
    """The honest notebook with something replaced in its bytes."""

    def change(book):
        honest(book)
        return json.dumps(book).replace(old, new, 1).encode("utf-8", "surrogatepass")

    return change


ALWAYS = "class A:\n    def __eq__(self, other): return True\n    __lt__ = __gt__ = __ne__ = __eq__\n"
FORGED = "b = bytes([60, 0, 0, 0]) + b'e{\"number\": 3, \"status\": {\"kind\": \"ran\"}, \"use\": {}}'\n"

SWALLOW = "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass"

# Identifier, what is handed in, the marks it may have.
ATTACKS = [
    ("a01-skip-blank", on_tests(lambda b, c: c["metadata"].update(tags=["skip-execution"]), base=blank), 0),
    ("a01-skip-honest", on_tests(lambda b, c: c["metadata"].update(tags=["skip-execution"])), FULL),
    ("a02-hook", extra("get_ipython().input_transformers_post.append(lambda lines: ['pass'])", base=blank), 0),
    ("a02-trace", extra("import sys, builtins\nsys.displayhook = sys.excepthook = print\nbuiltins.compile = builtins.exec ="
                        " builtins.__build_class__ = print\nsys.settrace(print)", base=blank), 0),
    ("a03-equal", answers(blank, add=ALWAYS + "def add(a, b): return A()"), 0),
    ("a03-late", answers(blank, add="def add(a, b):\n    class A:\n        __eq__ = bool\n    return A()"), 0),
    ("a03-type", answers(blank, add="def add(a, b): return type('A', (), {'__eq__': lambda s, o: True})()"), 0),
    ("a03-numbers", answers(blank, mean="class A(float):\n    def __sub__(s, o): return 0.0\n    __radd__ = __add__ ="
                            " lambda s, o: 4\ndef mean(values): return A(1)"), 0),
    ("a03-self", answers(blank, add="class A: pass\nadd = lambda a, b: (type.__setattr__(A, '__eq__', lambda s, o:"
                         " (type.__delattr__(A, '__eq__'), True)[1]), A())[1]"), 0),
    ("a04-builtins", answers(blank, mean="def mean(values): return 0\nlen = lambda x: 1\nsum = lambda x: 4\n"
                             "abs = lambda x: 0\nclose = lambda a, b: True\nnp.allclose = lambda *a: True"), 0),
    ("a04-module", answers(blank, mean="def mean(values): return 2\nclass F:\n    def __getattr__(self, name):\n"
                           "        return lambda *a: True\nnp = F()\nsum = lambda x: 4"), 0),
    ("a04-assert", answers(blank, add="def add(a, b): return 1\nAssertionError = ValueError\nassert_ = print"), 0),
    ("a05-nan", answers(rate="def rate(): return float('nan')"), 5),
    ("a05-inf", answers(rate="def rate(): return float('inf')"), 5),
    ("a05-negative", answers(rate="def rate(): return -1"), 5),
    ("a05-text", answers(rate="def rate(): return 'full marks'"), 5),
    ("a05-repr", answers(rate="class R:\n    def __repr__(self): return '2.0'\ndef rate(): return R()"), 5),
    ("a05-huge", answers(rate="def rate(): return 1e9"), FULL),
    ("a06-lines", answers(blank, add="import sys\ndef add(a, b):\n    print('x\\n' * 3000)\n"
                          "    print('error', file=sys.stderr)\n    return 0"), 0),
    ("a07-deleted", on_tests(lambda b, c: b["cells"].remove(c), base=blank), 0),
    ("a07-put-back", on_tests(lambda b, c: b["cells"].remove(c)), FULL),
    ("a07-stripped", on_tests(lambda b, c: c["metadata"].clear(), base=blank), 0),
    ("a08-doubled", on_tests(double), FULL),
    ("a09-grade-false", on_tests(graded(grade=False), base=blank), 0),
    ("a09-solution", on_tests(graded(solution=True, grade=False)), FULL),
    ("a10-points", on_tests(graded(points=100)), FULL),
    ("a10-renamed", on_tests(graded(grade_id="other"), base=blank), 0),
    ("a10-markdown", on_tests(to_markdown, base=blank), 0),
    ("a10-edited", on_tests(lambda b, c: c.update(source="pass"), base=blank), 0),
    ("a10-kernel", lambda b: (honest(b), b["metadata"].update(kernelspec={"name": "bash", "language": "bash",
                                                                          "display_name": "x"}))[0], FULL),
    ("a11-exit", answers(mean="import sys\nsys.exit(0)"), 4),
    ("a11-in-test", answers(mean="import sys\ndef mean(values): sys.exit(0)"), 4),
    ("a11-killed", answers(mean=SWALLOW), 2),
    ("a11-recursion", answers(mean="def mean(values): return mean(values)"), 4),
    ("a12-endless", answers(add="while True: pass"), 5),
    ("a12-in-test", answers(add="def add(a, b):\n    while True: pass"), 5),
    ("a12-swallow", answers(add=SWALLOW), 0),
    ("a12-comprehension", answers(add="sum(i for i in iter(int, 1))"), 5),
    ("a13-shapes", extra(tried("np.zeros((10**9, 10**9))", "np.zeros(2**62)", "np.ones((2**33, 2**33))", "[0] * 10**13",
                               "'a' * 10**14", "bytes(10**14)", "np.arange(10**15)", "1 << 10**12", "2 ** 10 ** 10",
                               "np.eye(10**7)", "np.zeros((1,) * 99)", "range(10**18)[10**17:].__len__() and 1/0")), FULL),
    ("a13-growing", extra("held = []\nwhile True:\n    held.append(np.ones((1000, 1000)))"), FULL),
    ("a13-lists", extra("held = []\nwhile True:\n    held.append(held[:] + [0] * 1000)"), FULL),
    ("a14-parentheses", extra("(" * 100000 + "1" + ")" * 100000), FULL),
    ("a14-terms", extra("x = " + "+".join(["1"] * 200000)), FULL),
    ("a14-literal", extra("x = " + "9" * 500000), FULL),
    ("a14-nested", extra("x = []\nfor i in range(100000): x = [x]\nprint(x)\nprint(x == [x])"), FULL),
    ("a14-regex", extra("import re\nre.match('(a+)+$', 'a' * 40 + 'b')"), FULL),
    ("a14-indent", extra("\n".join(" " * n + "if 1:" for n in range(2000)) + "\n" + " " * 2000 + "pass"), FULL),
    ("a15-print", extra("while True: print('flood ' * 1000)"), FULL),
    ("a15-displays", extra("from IPython.display import display, HTML\nfor i in range(20000): display(HTML('x' * 1000))"), FULL),
    ("a15-one", extra("from IPython.display import display, HTML\ndisplay(HTML('x' * 50000000))"), FULL),
    ("a15-figure", extra("import matplotlib.pyplot as plt\nplt.figure(figsize=(10000, 10000))\nplt.plot([1, 2])\nplt.show()"), FULL),
    ("a15-in-test", answers(add="def add(a, b):\n    print('y' * 10**8)\n    return a + b"), FULL),
    ("a16-bombs", bombs, FULL),
    ("a17-read", extra(tried(*[f"print(open({p!r}, 'rb').read(20))" for p in [
        "/etc/passwd", "/proc/self/environ", "/proc/self/maps", "/proc/self/mem", "/proc/self/fd/3", "/proc/self/fd/4", "/proc/1/environ",
        "../../gradebook.db", "../../../gradebook.db", "../../source/hw/work.ipynb", "ROOT/gradebook.db",
        "ROOT/source/hw/work.ipynb", "OUTSIDE/secret.txt", "/dev/zero", "/root/.bashrc"]],
        "import os; print(os.listdir('..'))", "import os; print(os.listdir('/'))",
        "import glob; print(glob.glob('ROOT/submitted/*')[0])", "import numpy as np; print(np.fromfile('OUTSIDE/secret.txt'))",
        "import pathlib; print(pathlib.Path('OUTSIDE/secret.txt').read_text())")), FULL),
    ("a18-link", linked(lambda path: "OUTSIDE/secret.txt"), FULL),
    ("a18-folder", linked("/etc", "data"), FULL),
    ("a19-fifo", fifo, FULL),
    ("a19-zero", linked("/dev/zero"), FULL),
    ("a19-proc", linked("/proc/self/environ"), FULL),
    ("a20-zip", zipped, FULL),
    ("a21-write", extra(tried(*[f"open({p!r}, {m!r}).write('left')" for p in ["/tmp/left.txt", "/dev/shm/left.txt",
        "OUTSIDE/left.txt", "ROOT/left.txt", "OUTSIDE/secret.txt", "../left.txt"] for m in ["w", "a", "x", "r+"]],
        "np.savetxt('/tmp/left.txt', np.ones(3))", "import os; os.makedirs('../left')",
        "import os; os.remove('OUTSIDE/secret.txt')", "import os; os.rename('OUTSIDE/secret.txt', 'OUTSIDE/x')",
        "import os; os.rename('OUTSIDE/secret.txt', 'taken')", "import os; open('a', 'w').close(); os.rename('a', '../a')",
        "import os; os.symlink('OUTSIDE/secret.txt', 'link')", "import os; os.link('OUTSIDE/secret.txt', 'link')",
        "import shutil; shutil.rmtree('..')", "import shutil; shutil.copy('OUTSIDE/secret.txt', 'left')",
        "import pathlib; pathlib.Path('/tmp/left').touch()", word="WROTE")), FULL),
    ("a21-own", extra("open('left.txt', 'w').write('left')\nimport os\nos.makedirs('left/left')\nnp.save('left/left.npy', np.ones(3))"), FULL),
    ("a21-own-look", extra(tried("import os; print([f for f in os.listdir('.') if 'left' in f][0])", word="READ")), FULL),
    ("a21-large", extra(tried("with open('big', 'wb') as f: f.write(b'x' * (129 << 20))", word="WROTE")), FULL),
    ("a21-full", extra("for i in range(3): open(f'f{i}', 'wb').write(b'x' * (90 << 20))"), 0),
    ("a21-many", extra("for i in range(10**5): open(f'f{i}', 'w').write('x')"), 0),
    ("a21-deep", extra("import os\nos.makedirs('/'.join(['d'] * 50))"), 0),
    ("a22-print", answers(add="def add(a, b):\n    print('seen', a, b)\n    raise ValueError(f'seen {a} {b}')"), 5),
    ("a22-wrong", answers(add="def add(a, b): return 5"), 5),
    ("a22-history", answers(add=tried("print(In)", "print(get_ipython().history_manager)", "import inspect",
                            "import sys; print(sys._getframe(1))") + "\ndef add(a, b): return 5"), 5),
    ("a23-oracle", extra(tried("import os; [print(r, f) for r, d, f in os.walk('/') if 'hidden_labels.npy' in f][0]",
                               "print(np.load('OUTSIDE/hidden_labels.npy'))")), FULL),
    ("a24-clock", answers(add="import time\nseen = []\ndef add(a, b):\n    seen.append(time.perf_counter())\n    return 5"), 5),
    ("a25-detect", answers(add="import os, sys\nfound = [k for k in os.environ if 'NBGRADER' in k or 'GRADE' in k"
                           " or 'SVERTKA' in k and k != 'SVERTKA_DATA'] + [a for a in sys.argv if 'grade' in a]\n"
                           "def add(a, b): return a + b if not found else 0"), FULL),
    ("a26-script", extra("from IPython.display import display, HTML\ndisplay(HTML('<script>alert(4711)</script><img src=x"
                         " onerror=alert(4711)><iframe src=javascript:alert(4711)></iframe>'))"), FULL),
    ("a26-markdown", lambda b: (honest(b), b["cells"].append({**cell(
        "<script>alert(4711)</script> [x](javascript:alert(4711)) <svg onload=alert(4711)>", "markdown"), "id": "md"}))[0], FULL),
    ("a27-terminal", answers(add="def add(a, b):\n    raise ValueError('\\x1b[2J\\x1b]0;owned\\x07 \\r\\n=1+1')"), 5),
    ("=a27+formula", honest, FULL),
    ("a28-nesting", raw(nested(100000)), 0),
    ("a28-open", raw(b"[" * 1000000), 0),
    ("a28-empty", raw(b""), 0),
    ("a28-binary", raw(bytes(range(256)) * 100), 0),
    ("a28-nan", with_text('"nbformat": 4', '"x": NaN, "nbformat": 4'), None),
    ("a28-twice", with_text('"cells":', '"cells": [], "cells":'), None),
    ("a28-surrogate", with_text("Homework", "Home\\ud800work"), FULL),
    ("a28-bad-utf8", with_text("Homework", "Home\ud800work"), None),
    ("a28-number", with_text('"nbformat": 4', '"nbformat": 1e999'), 0),
    ("a28-cells", many_cells, FULL),
    ("a28-large", lambda b: (honest(b), b["cells"].append({**cell("x" * 30_000_000, "markdown"), "id": "big"}))[0], FULL),
    ("a29-outputs", on_tests(lambda b, c: c.update(execution_count=1, outputs=[
        {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "2"}}]), base=blank), 0),
    ("a30-forged", answers(blank, add=FORGED + tried(*[f"open({p!r}, 'wb').write(b)" for p in [
        "/proc/self/fd/4", "/dev/fd/4", "/proc/self/fd/1", "ROOT/.svertka/results/hw/a30-forged.json"]], word="WROTE")
        + "\nprint(b)\nimport sys\nsys.stdout.write(str(b))\nraise NotImplementedError"), 0),
    ("a31-threads", extra(tried("import threading", "import multiprocessing", "import asyncio", "import signal",
                                "import os; os.fork()", "import concurrent.futures")), FULL),
    ("a31-background", extra("import keras\nm = keras.Sequential([keras.Input((9,)), keras.layers.Dense(1)])\n"
                             "m.compile(loss='mse', optimizer='sgd')\n"
                             "m.fit(np.ones((999, 9)), np.ones(999), epochs=10**9, background=True)"), FULL),
    ("a32-settings", answers(mean=HONEST["mean"] + "\nnp.seterr(all='raise')\nnp.random.seed(1)\n"
                             "np.set_printoptions(precision=1)"), FULL),
    ("a33-search", extra(tried("import os; print([f for r, d, f in os.walk('OUTSIDE')][0][0])",
                               "import os; print([f for r, d, f in os.walk('ROOT')][0][0])")), FULL),
    ("a34-time", lambda b: (honest(b), {"timestamp.txt": b"yesterday \x1b[2J"})[1], FULL),
    ("a35-bidi", extra("s = 'a\u202e\u2066b'  # \u202e right to left\nprint(s)"), FULL),
    ("a36-wide", on_tests(lambda b, c: graded(grade_id="\uff41dd_test")(b, c), base=blank), 0),
    ("a36-line", on_tests(lambda b, c: graded(grade_id=c["metadata"]["nbgrader"]["grade_id"] + "\n")(b, c), base=blank), 0),
    ("a36-types", on_tests(graded(grade="true", points="2", schema_version="3"), base=blank), 0),
    ("a36-null", on_tests(lambda b, c: c["metadata"].update(nbgrader=None), base=blank), 0),
    ("a36-old", on_tests(graded(schema_version=1)), FULL),
]  # fmt: skip


def submit(root, outside, release, student, change):
    """Writes one submission; returns nothing that the grader sees."""
    folder = root / "submitted" / student / "hw"
    folder.mkdir(parents=True)
    book = json.loads(release.read_text())
    for one in book["cells"]:
        if isinstance(one["source"], list):
            one["source"] = "".join(one["source"])
    made = change(book)
    data = made if isinstance(made, bytes) else json.dumps(book).encode("utf-8", "surrogatepass")
    data = data.replace(b"OUTSIDE", str(outside).encode()).replace(b"ROOT", str(root).encode())
    (folder / "work.ipynb").write_bytes(data)
    for name, content in (made if isinstance(made, dict) else {}).items():
        if callable(content):
            content(str(folder / name))
        else:
            (folder / name).write_bytes(content)
    for path in folder.iterdir():
        if path.is_symlink() and "OUTSIDE" in os.readlink(path):
            target = os.readlink(path).replace("OUTSIDE", str(outside))
            path.unlink()
            path.symlink_to(target)
