"""svertka grade beside the real nbgrader 0.9.6: the same files, gradebook rows and marks."""

import csv
import io
import json
import shutil
import signal
import subprocess

import pytest

import grading_corpus as corpus
from kernel_client import BINARY
from nbgrader import convert, grade, master_rows, nbgrader, plain, python, rows

# Enough for every rule; benchmarks/grading.py compares all of it.
QUICK = {
    "asserts": ["honest", "half", "wrong", "edited-test", "skip-tests", "test-first", "solution-true", "stderr", "exit"],
    "manual": ["honest", "blank"],
}
ASSIGNMENTS = list(corpus.ASSIGNMENTS)


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """Two courses with the same sources and submissions, generated and graded by nbgrader and by svertka as nbgrader."""
    theirs, ours = tmp_path_factory.mktemp("nbgrader"), tmp_path_factory.mktemp("svertka")
    for course in (theirs, ours):
        corpus.make_sources(course)
    assert convert(theirs, "generate", ASSIGNMENTS) == ""
    for name in ASSIGNMENTS:
        grade(ours, "generate", name, "--course", "dl")
    for course in (theirs, ours):
        for name in ASSIGNMENTS:
            mutations = {m: corpus.MUTATIONS[m] for m in QUICK.get(name, ["honest", "half"])}
            corpus.submit_all(course, [name], mutations, theirs / "release")
    # One submission fails, and nbgrader says so at the end.
    assert "asserts" in convert(theirs, "autograde", ASSIGNMENTS)
    for name in ASSIGNMENTS:
        grade(ours, "autograde", name, "--compat", "nbgrader", "-j", "2")
    return theirs, ours


def test_releases_are_the_same_files(courses):
    theirs, ours = courses
    found = sorted(p.relative_to(theirs) for p in theirs.glob("release/**/*.ipynb"))
    assert len(found) == 7
    for path in found:
        assert json.loads((theirs / path).read_text()) == json.loads((ours / path).read_text()), path


def test_gradebooks_keep_the_same_masters(courses):
    theirs, ours = courses
    assert len(master_rows(theirs)) == 31
    assert master_rows(theirs) == master_rows(ours)


def test_marks_are_the_same_rows(courses):
    theirs, ours = courses
    expected, found = rows(theirs), rows(ours)
    assert len(expected) > 60
    assert {k: (expected.get(k), found.get(k)) for k in expected | found if expected.get(k) != found.get(k)} == {}


def test_graded_notebooks_are_the_same(courses):
    theirs, ours = courses
    found = sorted(p.relative_to(theirs) for p in theirs.glob("autograded/**/*.ipynb"))
    assert found == sorted(p.relative_to(ours) for p in ours.glob("autograded/**/*.ipynb"))
    for path in found:
        assert plain(theirs / path) == plain(ours / path), path


def test_exported_totals_are_the_same(courses):
    theirs, ours = courses
    nbgrader(theirs, "export", "--to", "grades.csv")
    grade(ours, "export", "-o", "grades.csv")
    tables = [sorted(csv.reader(io.StringIO((c / "grades.csv").read_text()))) for c in courses]
    assert len(tables[0]) > 15
    assert tables[0] == tables[1]


def test_nbgrader_reads_and_continues_our_gradebook(courses, tmp_path):
    theirs, ours = courses
    course = tmp_path / "course"
    shutil.copytree(ours, course)
    program = """
import sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///" + sys.argv[1], "dl") as book:
    grade = book.find_grade("why", "manual", "manual", "honest")
    grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 4.5, 0.25, False
    book.find_comment("why", "manual", "manual", "honest").manual_comment = "Good, <b>but</b>"
    book.db.commit()
    print(sorted(s.id for s in book.students), book.find_submission("manual", "honest").score)
    print(len(book.notebook_submission_dicts("manual", "manual")), book.average_assignment_score("asserts"))
"""
    said = python(program, course / "gradebook.db").splitlines()
    assert said[0].endswith(" 5.75") and said[1].startswith("2 ")
    nbgrader(course, "generate_feedback", "manual", "--student", "honest")
    # What a person gave stays when it is graded again, and is to be looked at again, as nbgrader has it.
    grade(course, "autograde", "manual", "--compat", "nbgrader", "--force")
    assert rows(course, "manual")["grade", "manual", "honest", "manual", "why"][:3] == (None, 4.5, 1)
    nbgrader(course, "autograde", "manual", "--force", check=False)
    assert rows(course, "manual")["grade", "manual", "honest", "manual", "why"][:3] == (None, 4.5, 1)


def test_we_continue_a_gradebook_of_nbgrader(courses, tmp_path):
    theirs, ours = courses
    course = tmp_path / "course"
    shutil.copytree(theirs, course)
    before = rows(course, "hidden")
    grade(course, "autograde", "hidden", "--compat", "nbgrader")
    assert rows(course, "hidden") == before
    grade(course, "feedback", "hidden")
    page = (course / "feedback/honest/hidden/hidden.html").read_text()
    assert "4.5 / 4.5" in page


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """A course graded strictly, with every mutation."""
    course = tmp_path_factory.mktemp("strict")
    names = ["asserts", "hidden", "partial", "manual"]
    corpus.make_sources(course, names)
    for name in names:
        grade(course, "generate", name)
    corpus.submit_all(course, names)
    for name in names:
        grade(course, "autograde", name, "-j", "2")
    return course


def scores(course, assignment):
    """Points by student."""
    found = {}
    for (kind, _, student, *_), row in rows(course, assignment).items():
        if kind == "grade":
            found[student] = found.get(student, 0) + (row[0] or 0)
    return found


def test_strictly_no_mutation_gains(strict):
    """What is tried against the master copy earns what the same answers earn without it."""
    found = scores(strict, "asserts")
    assert {found[s] for s in ("honest", "points-100", "test-to-markdown", "grade-false", "solution-true")} == {5}
    assert {found[s] for s in ("renamed", "stripped", "deleted-test", "duplicated-test", "own-cell", "old-format")} == {5}
    assert found["blank"] == found["skip-tests"] == 0
    assert found["wrong"] == found["edited-test"] == 3
    assert found["test-first"] == 3
    assert found["half"] == 2
    assert (found["nonsense"], found["nan"]) == (3, 3)


def test_strictly_text_is_no_points(strict):
    marks = rows(strict, "partial")
    assert marks["grade", "partial", "honest", "partial", "square_test"][0] == 1.5
    assert marks["grade", "partial", "honest", "partial", "none_test"][0] == 1
    assert marks["grade", "partial", "honest", "partial", "text_test"][:3] == (1, None, 0)


def test_a_rerun_finds_everything_done_and_asks_nobody_again(strict):
    before = rows(strict)
    said = grade(strict, "autograde", "asserts").stdout
    assert f"0 graded, {len(corpus.MUTATIONS)} unchanged" in said
    assert rows(strict) == before


def test_feedback_hides_hidden_tests(strict):
    grade(strict, "feedback", "hidden")
    for student in ("honest", "wrong", "blank"):
        page = (strict / "feedback" / student / "hidden/hidden.html").read_text()
        for secret in ("seven squared", "square(7)", "BEGIN HIDDEN", "mean([4, 8])"):
            assert secret not in page, (student, secret)
        assert "default-src 'none'" in page and "<script" not in page
    assert "A hidden test failed." in (strict / "feedback/wrong/hidden/hidden.html").read_text()


def test_feedback_shows_what_deceives(strict, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(strict, course)

    def evil(notebooks):
        corpus.honest(notebooks)
        for notebook in notebooks.values():
            notebook["cells"].append({**corpus.text("<script>alert(1)</script> a\u202eb <img src=x onerror=alert(1)>"), "id": "e"})

    corpus.submit(course, "asserts", "evil", evil)
    grade(course, "autograde", "asserts")
    grade(course, "feedback", "asserts", "--student", "evil")
    page = (course / "feedback/evil/asserts/plain.html").read_text()
    assert "<script" not in page and "onerror" not in page and "\u202e" not in page and "U+202E" in page


def test_broken_files_get_a_verdict_and_stop_nobody(strict, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(strict, course)
    contents = {"b1": b"", "b2": b"{", "b3": b"[" * 200000, "b4": b'{"cells": 5}', "b5": b"\xff\xfe\x00", "b6": b"null"}
    for student, content in contents.items():
        folder = course / "submitted" / student / "asserts"
        folder.mkdir(parents=True)
        (folder / "plain.ipynb").write_bytes(content)
    (course / "submitted/b7/asserts").mkdir(parents=True)
    (course / "submitted/b7/asserts/plain.ipynb").symlink_to("/etc/passwd")
    (course / "submitted/b8/asserts").mkdir(parents=True)
    corpus.submit(course, "asserts", "b9", corpus.honest)
    said = grade(course, "autograde", "asserts", "-j", "2").stdout
    assert "9 graded" in said
    found = scores(course, "asserts")
    assert found["b9"] == 5 and all(found[f"b{n}"] == 0 for n in range(1, 9))
    assert "root:" not in "".join(p.read_text() for p in (course / ".svertka/results/asserts").glob("b7*"))


def test_shards_merge_in_any_order(tmp_path, monkeypatch):
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    for course in (whole, parts):
        corpus.make_sources(course, ["asserts"])
        grade(course, "generate", "asserts")
        corpus.submit_all(course, ["asserts"])
    grade(whole, "autograde", "asserts", "-j", "2")
    for part in (2, 0):
        grade(parts, "autograde", "asserts", "--shard", f"{part}/3")
    grade(parts, "merge", "asserts", status=75)
    monkeypatch.setenv("SLURM_ARRAY_TASK_ID", "1")
    grade(parts, "autograde", "asserts", "--shard", "3")
    for _ in range(2):
        grade(parts, "merge", "asserts")
        assert rows(parts) == rows(whole)


def test_killed_runs_lose_and_double_nothing(strict, tmp_path):
    expected = rows(strict, "asserts")
    course = tmp_path / "course"
    corpus.make_sources(course, ["asserts"])
    grade(course, "generate", "asserts")
    corpus.submit_all(course, ["asserts"])
    words = [str(BINARY), "grade", "autograde", "asserts", "-j", "2", "--sandbox", "best"]
    for moment in (0.02, 0.1, 0.25, 0.4, 0.6):
        run = subprocess.Popen(words, cwd=course, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            run.wait(moment)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
    grade(course, "autograde", "asserts", "-j", "2")
    assert rows(course, "asserts") == expected


def test_regrade_shows_what_would_change(strict, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(strict, course)
    before = rows(course)
    path = course / "source/asserts/plain.ipynb"
    path.write_text(path.read_text().replace("square(-2) == 4", "square(-2) == -4"))
    grade(course, "autograde", "asserts", status=74)
    said = grade(course, "regrade", "asserts", "-j", "2").stdout
    assert "honest  plain/square_test  2.0 -> 0.0" in said
    assert rows(course) == before
    grade(course, "regrade", "asserts", "-j", "2", "--apply")
    assert scores(course, "asserts")["honest"] == 3


def test_late_work_loses_points(tmp_path):
    corpus.make_sources(tmp_path, ["asserts"])
    grade(tmp_path, "generate", "asserts", "--due", "2026-01-01 00:00:00 UTC")
    corpus.submit(tmp_path, "asserts", "late", corpus.honest)
    for rule, left in (("none", "5.0"), ("10%", "4.0"), ("zero", "0.0")):
        grade(tmp_path, "autograde", "asserts", "--late-penalty", rule)
        line = list(csv.DictReader(io.StringIO(grade(tmp_path, "export", "-o", "-").stdout)))[0]
        assert (line["raw_score"], line["score"]) == ("5.0", left)


def test_exports_quote_and_disarm(strict, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(strict, course)
    program = """
import sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///" + sys.argv[1]) as book:
    book.update_or_create_student("honest", last_name='=HYPERLINK("x"),y', first_name="Ann, B", email="a@b")
"""
    python(program, course / "gradebook.db")
    lines = list(csv.DictReader(io.StringIO(grade(course, "export", "-o", "-", "--student", "honest").stdout)))
    assert lines[0]["last_name"] == "'=HYPERLINK(\"x\"),y" and lines[0]["first_name"] == "Ann, B"
    found = json.loads(grade(course, "export", "--to", "json", "-o", "-", "--assignment", "asserts").stdout)
    assert len(found) == len(corpus.MUTATIONS) and found[0]["cells"][0]["grade_id"] == "square_test"
    grade(course, "export", "--to", "gradescope", "--assignment", "asserts")
    result = json.loads((course / "gradescope/asserts/wrong/results.json").read_text())
    assert result["score"] == 3 and [t["status"] for t in result["tests"]] == ["failed", "passed"]


def test_validate_tells_before_handing_in(strict, tmp_path):
    release = strict / "release/asserts/plain.ipynb"
    blank = grade(tmp_path, "validate", str(release), status=1).stdout
    assert "'square_test': NotImplementedError" in blank
    notebooks = corpus.join(corpus.read(release.parent))
    corpus.honest(notebooks)
    corpus.write(tmp_path, notebooks)
    assert "2 test cells passed" in grade(tmp_path, "validate", "plain.ipynb").stdout
