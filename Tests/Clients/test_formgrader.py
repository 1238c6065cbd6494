"""nbgrader's formgrader in a browser, on a gradebook that `svertka grade` wrote: a person gives marks there, and
`svertka grade` goes on with them."""

import contextlib
import csv
import io
import os
import re
import shutil
import subprocess
import time

import pytest

import grading_corpus as corpus
from browser import OUT
from kernel_client import ROOT
from nbgrader import PROGRAM, environment, grade, rows


@contextlib.contextmanager
def formgrader(course):
    """nbgrader's own Jupyter server in a course's folder; yields the formgrader's address."""
    shutil.copy(ROOT / "docs/nbgrader_config.py", course)
    log = course / "server.log"
    words = ["server", "--no-browser", "--allow-root", "--ServerApp.port=0", "--IdentityProvider.token="]
    settings = {"HOME": str(course), "JUPYTER_CONFIG_DIR": str(course / ".config")}
    with log.open("w") as sink:
        process = subprocess.Popen(
            [PROGRAM.parent / "jupyter", *words, f"--ServerApp.root_dir={course}"],
            cwd=course, env=environment() | settings, stdout=sink, stderr=sink,
        )  # fmt: skip
    try:
        deadline, found = time.monotonic() + 120, None
        while found is None:
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            found = re.search(r"http://[^/\s]+", log.read_text())
            time.sleep(0.1)
        yield found.group() + "/formgrader"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def course(tmp_path):
    corpus.make_sources(tmp_path, ["manual"])
    grade(tmp_path, "generate", "manual", "--course", "dl")
    for student in ("honest", "blank"):
        corpus.submit(tmp_path, "manual", student, corpus.MUTATIONS[student])
    grade(tmp_path, "autograde", "manual")
    return tmp_path


def saved(page, kind, change):
    """What the formgrader answers when a change is stored."""
    with page.expect_response(lambda r: f"/api/{kind}/" in r.url and r.request.method in ("PUT", "POST")) as answer:
        change()
    assert answer.value.ok, answer.value.text()
    return answer.value.json()


def test_marks_given_in_the_formgrader_are_ours(course, chromium):
    shots = OUT / "formgrader"
    shots.mkdir(parents=True, exist_ok=True)
    before = rows(course)
    assert before["grade", "manual", "honest", "manual", "why"][:3] == (None, None, 1)
    with formgrader(course) as address:
        page = chromium.new_page(viewport={"width": 1200, "height": 900})
        page.goto(f"{address}/gradebook")
        page.click("a[href$='/gradebook/manual']")
        page.click("a[href$='/gradebook/manual/manual']")
        page.wait_for_selector("text=Submission #2")
        table = page.inner_text("table")
        # blank: nothing was answered, and only the task waits for a person.
        assert "1 / 12" in table and "0 / 12" in table, table
        page.screenshot(path=shots / "list.png")
        page.click("tr:has-text('1 / 12') a:has-text('Submission')")
        page.wait_for_selector("text=Because.")
        page.wait_for_load_state("networkidle")

        def give(cell, points):
            field = page.locator(f"input.score#{cell}")
            field.fill(points)
            field.press("Tab")

        stored = saved(page, "grade", lambda: give("why", "4.5"))
        assert (stored["manual_score"], stored["needs_manual_grade"]) == (4.5, False)
        saved(page, "grade", lambda: give("task", "3"))
        saved(page, "grade", lambda: give("free", "2"))

        def comment():
            field = page.locator("textarea#why-comment")
            field.fill("Да, но почему?")
            field.press("Tab")

        assert saved(page, "comment", comment)["manual_comment"] == "Да, но почему?"
        page.screenshot(path=shots / "submission.png", full_page=True)
        page.close()
    after = rows(course)
    assert after["grade", "manual", "honest", "manual", "why"][:3] == (None, 4.5, 0)
    assert {key for key in after if after[key] != before[key]} == {
        ("grade", "manual", "honest", "manual", "why"),
        ("grade", "manual", "honest", "manual", "task"),
        ("grade", "manual", "honest", "manual", "free"),
        ("comment", "manual", "honest", "manual", "why"),
    }
    # Nothing is graded again, nobody is asked again, and the marks go out.
    assert "0 graded, 2 unchanged, 0 need attention" in grade(course, "autograde", "manual").stdout
    assert rows(course) == after
    grade(course, "feedback", "manual")
    feedback = (course / "feedback/honest/manual/manual.html").read_text()
    assert "10.5 / 12 points" in feedback and "Да, но почему?" in feedback and "<strong>4.5 / 5</strong>" in feedback
    table = csv.DictReader(io.StringIO(grade(course, "export", "-o", "-").stdout))
    assert {line["student_id"]: line["score"] for line in table} == {"honest": "10.5", "blank": "0.0"}
