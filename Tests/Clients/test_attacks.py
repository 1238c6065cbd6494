"""What is tried against the grader (the table in attacks.py), through `svertka grade autograde` in strict mode.

Every attack is followed by an honest submission. One run grades them all; the tests ask of each attack for its marks, a
verdict, its time and the submission behind it.
"""

import json
import os
import re
import subprocess

import pytest

import attacks
from grading_course import Course, tree_hash
from kernel_client import BINARY

# An honest submission beside another test on two cores must be done by then.
LIMIT = 6.0
# A worker that does not answer gets two seconds more; the rest is for a busy machine.
SLACK = 20.0


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attacks")
    made = Course(folder, attacks.master(), attacks.SECRET)
    for student, change, _ in attacks.ATTACKS:
        attacks.submit(made.root, made.outside, made.release, student, change)
        attacks.submit(made.root, made.outside, made.release, student + "~next", attacks.honest)
    untouched = [made.outside, made.root / "source", made.root / "release", made.root / "submitted"]
    before = tree_hash(*untouched)
    made.run = made.grade("autograde", "hw", "--timeout", str(LIMIT), "--sandbox", "strict", timeout=1800)
    made.is_untouched = tree_hash(*untouched) == before
    made.points = made.marks()
    return made


def test_the_batch_ends_well_and_nothing_outside_changed(course):
    assert course.run.returncode == 0, course.run.stderr.decode(errors="replace")
    assert course.is_untouched
    assert len(course.points) == 2 * len(attacks.ATTACKS)


@pytest.mark.parametrize("student, allowed", [(a[0], a[2]) for a in attacks.ATTACKS], ids=[a[0] for a in attacks.ATTACKS])
def test_attack_gains_nothing(course, student, allowed):
    result = course.result(student)
    points = course.points[student][0] or 0
    if allowed is not None:
        assert points == allowed, [(c["grade_id"], c["status"], c["reason"]) for c in result["notebooks"][0]["cells"]]
    else:
        assert points in (0, attacks.FULL)
    # A verdict on every graded cell, or a reason why there is none.
    book = result["notebooks"][0]
    assert book["cells"] or "failed" in str(book["state"])
    assert result["seconds"] < 3 * LIMIT + SLACK
    # Nobody pays for it.
    assert course.points[student + "~next"][0] == attacks.FULL
    assert course.result(student + "~next")["findings"] == []


@pytest.mark.parametrize("student", [a[0] for a in attacks.ATTACKS])
def test_attack_gets_nothing_out(course, student):
    text = course.autograded(student)
    for sign in ["GOT OUT", "READ", "WROTE"]:
        assert not re.search(sign + r"[ ,'\"]+\d", "".join(output_texts(text))), student
    assert attacks.SECRET not in "".join(output_texts(text, own=True))
    assert len(text) < 80_000_000


def output_texts(text, own=False):
    """What cells printed and showed; with `own`, those that are not the master's."""
    for cell in json.loads(text)["cells"] if text else []:
        if own and cell["metadata"].get("nbgrader", {}).get("locked"):
            continue
        for output in cell.get("outputs", []):
            yield "".join(output.get("text", "")) + "".join(output.get("traceback", [])) + json.dumps(output.get("data", {}))


def test_links_and_pipes_do_not_reach_what_is_released(course):
    for student in ["a18-link", "a18-folder", "a19-fifo", "a19-zero", "a19-proc"]:
        folder = course.root / "autograded" / student / "hw"
        assert [p for p in folder.rglob("*") if not p.is_file() or p.is_symlink()] == []
        assert course.result(student)["findings"]


def test_feedback_shows_no_hidden_test_and_runs_no_script(course):
    done = course.grade("feedback", "hw")
    assert done.returncode == 0, done.stderr.decode()
    pages = list((course.root / "feedback").rglob("*.html"))
    assert len(pages) > len(attacks.ATTACKS)
    for page in pages:
        text = page.read_text(errors="replace")
        assert attacks.SECRET not in text, page
        assert "-4711" not in text, page
        assert not re.search(r"<script|<iframe|<svg[^>]*onload|<img[^>]*onerror|href=.?javascript:", text, re.I), page
        assert "Content-Security-Policy" in text, page


def test_lines_for_people_hold_no_escapes_and_tables_no_formulas(course):
    for text in [course.run.stdout, course.run.stderr]:
        assert b"\x1b" not in text and b"\x07" not in text
        assert "\u202e" not in text.decode(errors="replace")
    done = course.grade("export", "-o", "-")
    assert done.returncode == 0, done.stderr.decode()
    fields = [field for line in done.stdout.decode().splitlines() for field in line.split(",")]
    assert len(fields) > len(attacks.ATTACKS)
    assert not [f for f in fields if f.strip('"')[:1] in ("=", "+", "@", "\t")]


def test_layers_are_on_record(course):
    cells = course.result("a01-skip-honest")["notebooks"][0]["cells"]
    layers = {layer for cell in cells for layer in cell.get("layers", [])}
    assert {"language", "process", "rlimits", "landlock", "seccomp"} <= layers


def test_a_second_run_changes_nothing(course):
    before = course.marks()
    done = course.grade("autograde", "hw", "--timeout", str(LIMIT), "--sandbox", "strict")
    assert done.returncode == 0
    assert course.marks() == before


def test_every_layer_is_proved():
    done = subprocess.run([str(BINARY), "sandbox", "check"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(re.findall(r"^[ABCD] .* active ", done.stdout, re.M)) == 5


def test_every_forbidden_system_call_is_stopped():
    done = subprocess.run([str(BINARY), "sandbox", "calls"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert len(lines) > 50 and sum("SIGSYS" in line for line in lines) > 30
    assert not [line for line in lines if "WRONG" in line]


def test_strict_refuses_where_a_layer_is_missing(tmp_path):
    """Under a filter that takes Landlock's calls away, as an older kernel does not have them."""
    program = (
        "import ctypes, os, struct, sys\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "row = lambda *a: struct.pack('HBBI', *a)\n"
        # landlock_create_ruleset (444) fails with ENOSYS (38), all else passes.
        "code = row(0x20, 0, 0, 0) + row(0x15, 0, 1, 444) + row(6, 0, 0, 0x50000 | 38) + row(6, 0, 0, 0x7fff0000)\n"
        "rows = ctypes.create_string_buffer(code)\n"
        "class P(ctypes.Structure): _fields_ = [('n', ctypes.c_ushort), ('p', ctypes.c_void_p)]\n"
        "assert libc.prctl(38, 1, 0, 0, 0) == 0\n"
        "assert libc.prctl(22, 2, ctypes.byref(P(4, ctypes.addressof(rows))), 0, 0) == 0\n"
        "os.execvp(sys.argv[1], sys.argv[1:])\n"
    )
    made = Course(tmp_path, attacks.master(), attacks.SECRET)
    attacks.submit(made.root, made.outside, made.release, "one", attacks.honest)

    def grade(mode):
        return subprocess.run(
            ["python3", "-c", program, str(BINARY), "grade", "autograde", "hw", "--root", str(made.root), "--sandbox", mode],
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip

    refused = grade("strict")
    assert refused.returncode == 77 and "landlock" in refused.stderr.lower(), refused.stderr
    assert made.marks() == {}
    best = grade("best")
    assert best.returncode == 0, best.stderr
    assert made.marks()["one"][0] == attacks.FULL


@pytest.mark.parametrize("data", ["course", "above"])
def test_a_data_folder_that_holds_the_course_is_refused(tmp_path, data):
    """Workers read the data folder: hidden tests and the gradebook must not lie in it."""
    made = Course(tmp_path, attacks.master(), attacks.SECRET)
    attacks.submit(made.root, made.outside, made.release, "one", attacks.honest)
    folder = made.root if data == "course" else made.root.parent
    refused = made.grade("autograde", "hw", env={**os.environ, "SVERTKA_DATA": str(folder)})
    assert refused.returncode == 74 and b"SVERTKA_DATA" in refused.stderr, refused.stderr
    assert made.marks() == {}
    for harmless in ("", str(made.outside)):
        made.grade("autograde", "hw", check=True, env={**os.environ, "SVERTKA_DATA": harmless})
    assert made.marks()["one"][0] == attacks.FULL


def test_names_that_are_long_or_no_text_are_told_and_stop_nobody(tmp_path):
    made = Course(tmp_path, attacks.master(), attacks.SECRET)
    attacks.submit(made.root, made.outside, made.release, "one", lambda book: {"n" * 255: b"x", "o" * 250: b"y"})
    attacks.submit(made.root, made.outside, made.release, "two", attacks.honest)
    odd = os.fsencode(made.root / "submitted")
    os.makedirs(odd + b"/bad\xff\xfe/hw")
    with open(odd + b"/two/hw/file\xff", "w"):
        pass
    run = made.grade("autograde", "hw")
    assert run.returncode == 75, run.stderr
    assert "no result for bad" in run.stderr.decode() and "rename it" in run.stderr.decode(), run.stderr
    marks = made.marks()
    assert set(marks) == {"one", "two"} and marks["two"][0] == attacks.FULL
    assert made.result("one")["findings"] == []
    assert [note for note in made.result("two")["findings"] if "no UTF-8" in note] != []
