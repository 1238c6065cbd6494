"""`svertka run` beside nbformat, nbclient and papermill: the same notebooks, cell by cell; and what it does when things
go wrong."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time

import nbclient
import nbformat
import papermill
import psutil
import pytest

from test_headless import notebook, svertka


def run_both(tmp_path, binary, cells, **options):
    """What svertka and nbclient make of the same cells."""
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook(*cells), path)
    done = svertka(binary, "run", path, *(["--allow-errors"] if options.get("allow_errors") else []))
    ours = nbformat.read(path, as_version=4)
    nbformat.validate(ours)
    theirs = notebook(*cells)
    try:
        nbclient.NotebookClient(theirs, kernel_name="svertka", **options).execute()
    except nbclient.exceptions.CellExecutionError:
        assert done.returncode == 1
    else:
        assert done.returncode == 0, done.stderr
    return ours, theirs


# What nbclient's own test notebooks try, in the language of this kernel.
CASES = {
    "Clear Output": ["from IPython.display import clear_output\nfor i in range(10):\n    clear_output()\n    print(i)",
                     "print('Hello world')", "clear_output()", "print('a')\nclear_output(wait=True)",
                     "print('b')\nclear_output(wait=True)\nprint('c')", "print(1)\nclear_output(wait=True)\n7"],
    "update-display-id": ["from IPython.display import display, update_display\nh = display(1, display_id='here')",
                          "_h = display(2, display_id='here')", "print('x')\nupdate_display(3, display_id='here')",
                          "a = display(4, display_id='there')\nb = display(5, display_id='there')", "h.update(6)"],
    "Skip Exceptions": ["raise ValueError('message')", "print('not skipped')"],
    "Skip Exceptions with Cell Tags": [("raise ValueError('expected')", ["raises-exception"]), "print('ok')"],
    "Skip Execution with Cell Tag": [("print('a long cell')", ["skip-execution"]), "print('b')"],
    "Empty Cell": ["", "  \n", "1"],
    "Unicode": ["print('\u2603', 'Свёртка', '😀')", "'ё'"],
    "Streams": ["import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')\nprint('d')", "print('e', end='')"],
    "Results": ["1", "None", "[1, 'x']", "print(1)\n2", "x = 3", "_"],
    "Error after output": ["print('before')\n1/0", "print('never')"],
}


def merged(outputs):
    """nbclient keeps each message of a stream apart, as they happen to come."""
    result = []
    for output in map(dict, outputs):
        if output["output_type"] == "stream" and result and result[-1].get("name") == output["name"]:
            result[-1]["text"] += output["text"]
        else:
            result.append(output)
    return result


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("allow_errors", [False, True])
def test_cells_are_what_nbclient_makes_of_them(tmp_path, binary, name, allow_errors):
    ours, theirs = run_both(tmp_path, binary, CASES[name], allow_errors=allow_errors)
    assert len(ours.cells) == len(theirs.cells)
    for one, other in zip(ours.cells, theirs.cells):
        assert (one.execution_count, merged(one.outputs)) == (other.execution_count, merged(other.outputs)), one.source
        assert set(one.metadata.get("execution", {})) - {"svertka.prefix"} == set(other.metadata.get("execution", {}))


def test_old_notebooks_are_read_as_nbformat_reads_them(tmp_path, binary):
    old = nbformat.v3.new_notebook(metadata=nbformat.v3.new_metadata(name="old"))
    sheet = nbformat.v3.new_worksheet()
    sheet.cells = [
        nbformat.v3.new_heading_cell("A\nheading", level=2),
        nbformat.v3.new_text_cell("markdown", source="text"),
        nbformat.v3.new_code_cell(
            input="print(6 * 7)", prompt_number=3,
            outputs=[nbformat.v3.new_output("pyout", output_text="42", output_png="QUJD", prompt_number=3),
                     nbformat.v3.new_output("stream", output_text="a\nb", stream="stderr"),
                     nbformat.v3.new_output("pyerr", ename="E", evalue="v", traceback=["t"])]),
    ]
    sheet.cells[2].metadata["tags"] = ["skip-execution"]
    old.worksheets = [sheet]
    path, target = tmp_path / "old.ipynb", tmp_path / "new.ipynb"
    path.write_text(json.dumps(old))
    done = svertka(binary, "run", path, "-o", target)
    assert done.returncode == 0, done.stderr
    ours, theirs = nbformat.read(target, as_version=nbformat.NO_CONVERT), nbformat.read(path, as_version=4)
    nbformat.validate(ours)
    assert (ours.nbformat, ours.nbformat_minor) == (4, 5)
    for one, other in zip(ours.cells, theirs.cells, strict=True):
        assert one.cell_type == other.cell_type and one.source == other.source and len(one.id) == 8
        assert one.get("outputs") == other.get("outputs") and one.get("execution_count") == other.get("execution_count")


@pytest.mark.parametrize("minor", range(5))
def test_notebooks_without_identifiers_get_them(tmp_path, binary, minor):
    made = notebook("1", "2")
    for cell in made.cells:
        del cell["id"]
    made.nbformat_minor = minor
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps(made))
    assert svertka(binary, "run", path).returncode == 0
    written = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(written)
    assert written.nbformat_minor == 5 and len({cell.id for cell in written.cells}) == 2


WORDS = ["1", "-2.5", "True", "None", "text", "nan", "inf", "1_000", "1__0", " 5 ", "+3", "007", "1e3", ".5", "5.", "0x10",
         "1_0.5", "a\"b\\c", "нет", "", "1 2", "true", "1e400", "123456789012345678901234567890"]


def test_parameters_are_typed_and_told_as_papermill_does(tmp_path, binary):
    source, ours, theirs = (tmp_path / name for name in ("n.ipynb", "o.ipynb", "t.ipynb"))
    names = [f"p{i}" for i in range(len(WORDS))]
    nbformat.write(notebook((" = ".join(names) + " = 0", ["parameters"]), f"print({', '.join(names)}, raw, data, sep='|')"), source)
    words = [word for pair in zip(names, WORDS) for word in ("-p", *pair)]
    words += ["-r", "raw", "12", "-y", '{"data": {"a": [1, 2.5, null, true, "x"], "2": {"b": []}}, "p0": 9}']
    done = svertka(binary, "run", source, "-o", ours, *words)
    assert done.returncode == 0, done.stderr
    subprocess.run([sys.executable, "-m", "papermill", str(source), str(theirs), "-k", "svertka", *words], check=True,
                   capture_output=True, timeout=120)
    a, b = nbformat.read(ours, as_version=4), nbformat.read(theirs, as_version=4)
    assert a.cells[1].metadata.tags == b.cells[1].metadata.tags == ["injected-parameters"]
    assert merged(a.cells[2].outputs) == merged(b.cells[2].outputs)
    json.loads(ours.read_text(), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert set(a.metadata.papermill) == set(b.metadata.papermill)
    for one, other in zip(a.cells, b.cells, strict=True):
        assert set(one.metadata.papermill) == set(other.metadata.papermill)
        assert one.metadata.papermill.status == other.metadata.papermill.status == "completed"
        assert one.metadata.papermill.exception is other.metadata.papermill.exception is False


def test_statuses_tell_what_ran(tmp_path, binary):
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook("1", "1/0", "2"), path)
    assert svertka(binary, "run", path).returncode == 1
    written = nbformat.read(path, as_version=4)
    fields = [cell.metadata.papermill for cell in written.cells]
    assert [one.status for one in fields] == ["completed", "failed", "pending"]
    assert [one.exception for one in fields] == [False, True, None] and fields[2].start_time is None
    assert written.metadata.papermill.exception is True and written.metadata.papermill.duration > 0


def statuses(path):
    return [cell.metadata.papermill.status for cell in nbformat.read(path, as_version=4).cells]


def begun(binary, path, *arguments, marker=None, **options):
    """A run that has come to the cell which makes the file `marker`."""
    process = subprocess.Popen([binary, "run", str(path), *map(str, arguments)], stderr=subprocess.PIPE, text=True, **options)
    deadline = time.monotonic() + 30
    while not marker.exists():
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.01)
    return process


def endless(tmp_path):
    """A notebook whose third cell never ends, and the file that says when it has begun."""
    marker = tmp_path / "marker"
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook("a = 1\na", "print('two')", f"print('kept')\nopen({str(marker)!r}, 'w').close()\nwhile True: pass", "4"), path)
    return path, marker


@pytest.mark.parametrize("number, status", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_leaves_all_that_was_there(tmp_path, binary, number, status):
    path, marker = endless(tmp_path)
    process = begun(binary, path, marker=marker)
    process.send_signal(number)
    assert process.wait(20) == status
    assert statuses(path) == ["completed", "completed", "failed", "pending"]
    third = nbformat.read(path, as_version=4).cells[2].outputs
    assert third[0].text == "kept\n" and third[1].ename == "KeyboardInterrupt"
    assert not list(tmp_path.glob("*.journal"))


@pytest.mark.parametrize("number, status, name", [(signal.SIGKILL, 137, "WorkerKilled"), (signal.SIGSEGV, 138, "EngineDied")])
def test_a_dead_engine_is_told_apart_and_the_rest_goes_on(tmp_path, binary, number, status, name):
    path, marker = endless(tmp_path)
    other = tmp_path / "other.ipynb"
    nbformat.write(notebook("print('fine')"), other)
    process = begun(binary, path, other, marker=marker, stdout=subprocess.PIPE)
    psutil.Process(process.pid).children()[0].send_signal(number)
    table, _ = process.communicate(timeout=20)
    assert process.returncode == status
    assert statuses(path) == ["completed", "completed", "failed", "pending"]
    outputs = nbformat.read(path, as_version=4).cells[2].outputs
    assert outputs[0].text == "kept\n" and outputs[1].ename == name
    assert statuses(other) == ["completed"] and "1 of 2 ran to their end" in table


def test_a_worker_does_not_outlive_the_program(tmp_path, binary):
    path, marker = endless(tmp_path)
    process = begun(binary, path, marker=marker)
    worker = psutil.Process(process.pid).children()[0]
    process.kill()
    process.wait()
    psutil.wait_procs([worker], timeout=10)
    assert not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE
    # What was over is in the journal; going on finds it there.
    text = path.read_text()
    nbformat.validate(nbformat.reads(text, as_version=4))
    assert (tmp_path / "n.ipynb.journal").exists()


def test_a_cell_that_takes_no_interrupt_is_killed(tmp_path, binary):
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook("1", "while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt:\n        pass"), path)
    done = svertka(binary, "run", path, "--timeout", "0.3")
    assert done.returncode == 124 and statuses(path) == ["completed", "failed"]


def test_a_run_goes_on_where_it_failed(tmp_path, binary):
    path, flag = tmp_path / "n.ipynb", tmp_path / "flag"
    nbformat.write(notebook("a = 20", "print('once', a)", f"import os\nassert os.path.exists({str(flag)!r})", "a + 22"), path)
    assert svertka(binary, "run", path).returncode == 1
    before = nbformat.read(path, as_version=4)
    flag.write_text("")
    done = svertka(binary, "run", path, "--resume")
    assert done.returncode == 0, done.stderr
    after = nbformat.read(path, as_version=4)
    # The first two keep the times of the run that made them, the last has the value of the first.
    for one, other in zip(before.cells[:2], after.cells[:2]):
        assert one == other
    assert after.cells[3].outputs[0].data["text/plain"] == "42"
    text = path.read_bytes()
    assert svertka(binary, "run", path, "--resume").returncode == 0 and path.read_bytes() == text


def test_an_edit_is_noticed_and_what_follows_runs_anew(tmp_path, binary):
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook("a = 1", "b = 2", "print(a + b)"), path)
    assert svertka(binary, "run", path).returncode == 0
    before = nbformat.read(path, as_version=4)
    edited = nbformat.read(path, as_version=4)
    edited.cells[1].source = "b = 5"
    nbformat.write(edited, path)
    assert svertka(binary, "run", path, "--resume").returncode == 0
    after = nbformat.read(path, as_version=4)
    assert after.cells[2].outputs[0].text == "6\n" and after.cells[0] == before.cells[0]
    assert after.cells[1].metadata.papermill.start_time > before.cells[1].metadata.papermill.start_time


def test_several_notebooks_run_at_once_and_are_told_in_a_table(tmp_path, binary):
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "deep").mkdir(parents=True)
    (folder / ".ipynb_checkpoints").mkdir()
    nbformat.write(notebook("import time\ntime.sleep(1)"), folder / "a.ipynb")
    nbformat.write(notebook("import time\ntime.sleep(1)", "1/0"), folder / "deep" / "b.ipynb")
    (folder / "c.ipynb").write_text("{}")
    nbformat.write(notebook("1/0"), folder / ".ipynb_checkpoints" / "a.ipynb")
    done = svertka(binary, "run", folder, "-o", out, "-j", "3")
    assert done.returncode == 3, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[0].rsplit("/", 1)[-1] for row in rows[1:4]] == ["a.ipynb", "c.ipynb", "b.ipynb"]
    assert [row[3] for row in rows[1:4]] == ["ok", "invalid", "error"]
    assert [row[1] for row in rows[1:4]] == ["1/1", "-", "2/2"]
    assert statuses(out / "a.ipynb") == ["completed"] and statuses(out / "deep" / "b.ipynb") == ["completed", "failed"]
    assert not (out / "c.ipynb").exists()
    # Each slept while the other did.
    one, other = (nbformat.read(out / name, as_version=4).cells[0].metadata.papermill for name in ("a.ipynb", "deep/b.ipynb"))
    assert one.start_time < other.end_time and other.start_time < one.end_time


def test_a_full_disk_loses_nothing(tmp_path, binary):
    full, spare = tmp_path / "full", tmp_path / "spare"
    full.mkdir()
    spare.mkdir()
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook("print('x' * 300_000)"), path)
    script = f"mount -t tmpfs -o size=64k none {full} && cp {path} {full}/n.ipynb && cp {full}/n.ipynb {spare}/before && " \
             f"TMPDIR={spare} {binary} run {full}/n.ipynb; echo $?; cmp {full}/n.ipynb {spare}/before && ls {full}"
    done = subprocess.run(["unshare", "-rm", "bash", "-c", script], capture_output=True, text=True, timeout=60)
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("no file system may be mounted here")
    assert done.stdout.split() == ["74", "n.ipynb"], done
    (saved,) = spare.glob("*-n.ipynb")
    assert statuses(saved) == ["completed"] and str(saved) in done.stderr


def test_a_terminal_shows_how_far_it_is(tmp_path, binary):
    path = tmp_path / "n.ipynb"
    nbformat.write(notebook("import time\ntime.sleep(0.5)", "\n# the second\x1b[2J cell\ntime.sleep(0.8)", "1"), path)
    pid, descriptor = pty.fork()
    if pid == 0:
        os.execv(binary, [binary, "run", str(path)])
    text = b""
    while select.select([descriptor], [], [], 20)[0]:
        try:
            part = os.read(descriptor, 65536)
        except OSError:
            break
        if not part:
            break
        text += part
    assert os.waitpid(pid, 0)[1] == 0
    shown = text.decode()
    assert "1/3 cells" in shown and "ETA" in shown and "# the second" in shown
    # The cell cannot steer the terminal, and the line goes at the end.
    assert "\x1b[2J" not in shown and "\n" not in shown and shown.endswith("\r\x1b[K")


PAGE_CELLS = ["print('\\x1b[31mred\\x1b[0m <b>')", "from IPython.display import HTML\nHTML('<b>bold</b><script>alert(1)</script>')",
              "import matplotlib.pyplot as plt\nplt.plot([1, 2]);", ("secret = 1", ["remove-cell"]), ("shown = 'no'", ["remove-input"]),
              ("print('gone')", ["remove-output"]), ("print('folded')", ["hide-output"])]


def test_a_page_needs_nothing_and_runs_nothing(tmp_path, binary):
    path = tmp_path / "n.ipynb"
    made = notebook(*PAGE_CELLS)
    made.cells.insert(0, nbformat.v4.new_markdown_cell(
        "# Заголовок\n\nA *word*, $a_1 * b_1$ and `code`\n\n- one\n- two\n\n|a|b|\n|-|-:|\n|1|2|\n\n"
        "<img src=x onerror=alert(1)> [link](javascript:alert(1)) <iframe src='//x'></iframe>"))
    nbformat.write(made, path)
    before = path.read_bytes()
    done = svertka(binary, "run", path, "--to", "html")
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == before
    page = (tmp_path / "n.html").read_text()
    for part in ('<h1>Заголовок</h1>', "<em>word</em>", "$a_1 * b_1$", "<code>code</code>", "<li>one", '<td align="right">2</td>',
                 '<span class="ansi-red-fg">red</span> &lt;b&gt;', "<b>bold</b>", "data:image/", "<details><summary>output</summary>",
                 '<span class="k">import</span>'):
        assert part in page, part
    for part in ("<script", "onerror", "javascript:", "<iframe", "secret", "shown", ">gone<", "http://", "https://"):
        assert part not in page, part


COALESCED = [
    "import sys\nprint('a')\nprint('e', file=sys.stderr)\nprint('b')\nprint('f', file=sys.stderr)",
    "import sys\nprint('e', file=sys.stderr)\nprint('a')",
    "for i in range(3):\n    print(f'\\r{i} of 3', end='')\nprint()\nprint('x\\ry\\r\\nz\\r', end='')",
    "import sys\nfrom IPython.display import display\nprint('1')\nprint('2', file=sys.stderr)\nshown = display('old', display_id='d')\n"
    "print('3')\nlater = display('more', display_id='m')\nprint('abc\\b\\bd')",
    "shown.update('new')",
]


def test_streams_are_coalesced_as_nbclient_does_it(tmp_path, binary):
    path, target = tmp_path / "n.ipynb", tmp_path / "o.ipynb"
    nbformat.write(notebook(*COALESCED), path)
    done = svertka(binary, "run", path, "-o", target, "--coalesce-streams")
    assert done.returncode == 0, done.stderr
    ours = nbformat.read(target, as_version=4)
    theirs = notebook(*COALESCED)
    nbclient.NotebookClient(theirs, kernel_name="svertka", coalesce_streams=True).execute()
    for one, other in zip(ours.cells, theirs.cells):
        assert one.outputs == other.outputs
    assert [output.text for output in ours.cells[0].outputs] == ["a\nb\n", "e\nf\n"]

    # A display behind joined text is found again; nbclient looks for it where it was before (IndexError).
    nbformat.write(notebook(*COALESCED, "later.update('newer')"), path)
    done = svertka(binary, "run", path, "-o", target, "--coalesce-streams")
    assert done.returncode == 0, done.stderr
    outputs = nbformat.read(target, as_version=4).cells[3].outputs
    assert [output.data["text/plain"] for output in outputs if "data" in output] == ["'new'", "'newer'"]
