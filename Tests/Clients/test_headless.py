"""Programs and notebooks without a front end, and the tools that teachers use."""

import json
import os
import pty
import re
import resource
import select
import subprocess
import sys
import time

import nbclient
import nbformat
import papermill
import pytest


def notebook(*cells):
    """A notebook of code cells; a cell is its source or (source, tags)."""
    made = nbformat.v4.new_notebook()
    made.metadata.kernelspec = {"name": "svertka", "display_name": "Svertka", "language": "svertka"}
    made.metadata.language_info = {"name": "python"}
    for cell in cells:
        source, tags = (cell, []) if isinstance(cell, str) else cell
        made.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": tags} if tags else {}))
    return made


def svertka(binary, *arguments, **options):
    return subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True, timeout=60, **options)


CELLS = ["a = 2", "print('один')\nprint('два')\na * 3", ("1/0", ["raises-exception"]), "[a, 'x']"]


def outputs_of(nb):
    return [(cell.execution_count, cell.outputs) for cell in nb.cells]


def test_run_writes_what_nbclient_writes(tmp_path, binary):
    path, target = tmp_path / "n.ipynb", tmp_path / "o.ipynb"
    nbformat.write(notebook(*CELLS), path)
    done = svertka(binary, "run", path, "-o", target)
    assert done.returncode == 0, done.stderr
    ours = nbformat.read(target, as_version=4)
    nbformat.validate(ours)
    theirs = notebook(*CELLS)
    nbclient.NotebookClient(theirs, kernel_name="svertka").execute()
    assert outputs_of(ours) == outputs_of(theirs)
    assert ours.metadata.language_info == theirs.metadata.language_info


def test_run_writes_bytes_as_nbformat_does(tmp_path, binary):
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook(*CELLS), path)
    assert svertka(binary, "run", path).returncode == 0
    assert path.read_text() == nbformat.writes(nbformat.read(path, as_version=4)) + "\n"


def test_an_error_ends_with_1_and_the_outputs_are_written(tmp_path, binary):
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook("print(1)", "1/0", "print(2)"), path)
    done = svertka(binary, "run", path)
    assert done.returncode == 1 and "ZeroDivisionError" in done.stderr
    written = nbformat.read(path, as_version=4)
    assert [len(cell.outputs) for cell in written.cells] == [1, 1, 0]
    assert svertka(binary, "run", path, "--allow-errors").returncode == 0


def test_parameters_are_injected_as_papermill_does(tmp_path, binary):
    source, ours, theirs = (tmp_path / name for name in ("n.ipynb", "o.ipynb", "t.ipynb"))
    nbformat.write(notebook(("epochs = 1", ["parameters"]), "print(epochs, rate, name)"), source)
    done = svertka(binary, "run", source, "-o", ours, "-p", "epochs", "3", "-p", "rate", "-0.5", "-p", "name=нет 'да'")
    assert done.returncode == 0, done.stderr
    papermill.execute_notebook(
        str(source), str(theirs), parameters={"epochs": 3, "rate": -0.5, "name": "нет 'да'"}, progress_bar=False
    )
    a, b = nbformat.read(ours, as_version=4), nbformat.read(theirs, as_version=4)
    assert a.cells[1].metadata.tags == b.cells[1].metadata.tags == ["injected-parameters"]
    assert [c.outputs for c in a.cells] == [c.outputs for c in b.cells]
    assert a.cells[2].outputs[0].text == "3 -0.5 нет 'да'\n"


def test_a_cell_that_takes_too_long_is_stopped(tmp_path, binary):
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook("while True: pass"), path)
    done = svertka(binary, "run", path, "--timeout", "0.5")
    assert done.returncode == 124 and "TimeoutError" in done.stderr


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"nbformat": 2, "worksheets": []}', '{"nbformat": 4, "cells": [{"cell_type": "x"}]}'])
def test_files_that_are_no_notebooks_are_named(tmp_path, binary, content):
    path = tmp_path / "n.ipynb"
    path.write_text(content)
    done = svertka(binary, "run", path)
    assert done.returncode == 3 and "n.ipynb" in done.stderr and path.read_text() == content


def test_nbconvert_executes_and_exports(tmp_path, binary):
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook("print(6 * 7)"), path)
    assert svertka(binary, "run", path).returncode == 0
    for form, ending, expected in (("html", "html", "42"), ("script", "py", "print(6 * 7)")):
        subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", form, "--execute", str(path)], check=True, capture_output=True, timeout=120
        )
        assert expected in (tmp_path / f"n.{ending}").read_text()


def test_a_program_that_takes_long_writes_into_a_pipe_as_it_goes(tmp_path, binary):
    (tmp_path / "slow.py").write_text(
        "import os, time\ntime.sleep(0.5)\nprint('epoch 1')\n"
        "while not os.path.exists('read'):\n    time.sleep(0.05)\nprint('epoch 2')\n"
    )
    with subprocess.Popen([binary, "run", "slow.py"], cwd=tmp_path, stdout=subprocess.PIPE) as made:
        # The program goes on when its first line was read.
        assert made.stdout.readline() == b"epoch 1\n"
        (tmp_path / "read").touch()
        assert made.stdout.read() == b"epoch 2\n"


def test_a_program_prints_in_order_and_gets_its_arguments(tmp_path, binary):
    path = tmp_path / "p.py"
    path.write_text("import sys\nprint(sys.argv[1:])\nprint('err', file=sys.stderr)\nprint('end')\n")
    done = svertka(binary, "run", path, "a", "-b", "--c=1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "['a', '-b', '--c=1']\nend\n", "err\n")
    both = subprocess.run([binary, "run", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
    assert both.stdout == "[]\nerr\nend\n"


def test_a_program_s_error_is_a_traceback_and_1(tmp_path, binary):
    path = tmp_path / "p.py"
    path.write_text("def f(x):\n    return 1 / x\n\nf(0)\n")
    done = svertka(binary, "run", path)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.splitlines()[0] == "Traceback (most recent call last):"
    assert f'File "{path}", line 2, in f' in done.stderr
    assert done.stderr.splitlines()[-1] == "ZeroDivisionError: division by zero"


def test_a_program_that_takes_all_memory_gets_memoryerror(tmp_path, binary):
    path = tmp_path / "p.py"
    path.write_text(
        "kept = []\n"
        "try:\n"
        "    while True:\n"
        "        kept.append([0] * 100000)\n"
        "except MemoryError as error:\n"
        "    count = len(kept)\n"
        "    kept = None\n"
        "    print(error, 50 < count < 1000)\n"
        "texts = {}\n"
        "while True:\n"
        "    texts[len(texts)] = 'x' * 100000\n"
    )
    done = svertka(binary, "run", path, env=dict(os.environ, SVERTKA_MEMORY="400M"))
    assert done.stdout == "the memory for this program is used up True\n"
    assert done.returncode == 1
    assert "MemoryError: the memory for this program is used up" in done.stderr


@pytest.mark.parametrize("code, status", [("import sys; sys.exit(7)", 7), ("raise SystemExit", 0), ("import sys; sys.exit('no')", 1)])
def test_a_program_chooses_its_status(tmp_path, binary, code, status):
    path = tmp_path / "p.py"
    path.write_text(code)
    assert svertka(binary, "run", path).returncode == status


@pytest.mark.parametrize("arguments", [["bogus"], ["run"], ["run", "x.ipynb", "--timeout", "-1"], ["run", "x.ipynb", "-p", "1=2"],
                                       ["install", "--user", "--sys-prefix"], ["kernel"], ["--bogus"]])
def test_wrong_arguments_end_with_64_and_one_line(binary, arguments):
    done = svertka(binary, *arguments)
    assert done.returncode == 64 and done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [[], ["install"], ["kernel"], ["run"], ["repl"], ["data"], ["doctor"]])
def test_every_command_has_help(binary, command):
    done = svertka(binary, *command, "--help")
    assert done.returncode == 0 and "USAGE" in done.stdout


def test_install_writes_a_kernelspec_that_jupyter_takes(tmp_path, binary):
    done = svertka(binary, "install", "--prefix", tmp_path)
    assert done.returncode == 0
    spec = json.loads((tmp_path / "share/jupyter/kernels/svertka/kernel.json").read_text())
    assert os.access(spec["argv"][0], os.X_OK) and spec["argv"][1:] == ["kernel", "-f", "{connection_file}"]
    assert spec["language"] == "svertka" and spec["interrupt_mode"] == "message"


def test_the_terminal_session_reads_a_pipe(binary):
    done = svertka(binary, "repl", input="a = 3\ndef f(x):\n    return x + a\n\nf(4)\n1/0\nprint('on')\n")
    assert done.stdout == "7\non\n" and "ZeroDivisionError" in done.stderr and done.returncode == 0


class Terminal:
    """A program behind a pseudo-terminal."""

    def __init__(self, arguments, home):
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.execve(arguments[0], arguments, {**os.environ, "HOME": home, "TERM": "xterm"})

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def expect(self, pattern, seconds=10):
        """Reads until the text so far matches."""
        text, deadline = "", time.monotonic() + seconds
        while not re.search(pattern, text):
            left = deadline - time.monotonic()
            assert left > 0 and select.select([self.descriptor], [], [], left)[0], f"{pattern!r} not in {text!r}"
            text += os.read(self.descriptor, 65536).decode(errors="replace")
        return text


def test_the_terminal_session_edits_lines(binary, tmp_path):
    terminal = Terminal([binary, "repl"], str(tmp_path))
    terminal.expect(">>> ")
    terminal.type("print(1*7)\x1b[D\x7f6\r")
    terminal.expect(r"\n6\r?\n")
    terminal.type("\x1b[A\r")
    terminal.expect(r"\n6\r?\n")
    terminal.type("свёртка = 5\r")
    terminal.expect(">>> ")
    terminal.type("свё\t + 1\r")
    terminal.expect(r"\n6\r?\n")
    terminal.type("for i in range(2):\r")
    terminal.expect(r"\.\.\. ")
    terminal.type("print(i + 40)\r\r")
    terminal.expect("40\r?\n41")
    terminal.type("while True: pass\r\r")
    time.sleep(0.5)
    terminal.type("\x03")
    terminal.expect("KeyboardInterrupt")
    terminal.type("abc\x03")
    terminal.expect(">>> ")
    terminal.type("\x04")
    assert os.waitpid(terminal.pid, 0)[1] == 0
    assert "print(1*6)" in (tmp_path / ".svertka/repl-history").read_text()


def test_a_network_beyond_the_process_limit_is_a_memory_error(binary, tmp_path):
    program = tmp_path / "large.py"
    program.write_text(
        "import keras\nfrom keras.layers import Dense\n"
        "try:\n    keras.Sequential([keras.Input((20000,)), Dense(60000)])\n"
        "except MemoryError as error:\n    print('refused:', error)\n"
    )
    limit = 3 << 30
    ran = svertka(
        binary, "run", program, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    )
    assert ran.returncode == 0 and ran.stdout.startswith("refused: the weight 'kernel'"), ran.stderr[-500:]
