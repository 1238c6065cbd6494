"""A grader that is killed at random moments: no mark is lost or counted twice, and a rerun completes the batch.

`SVERTKA_KILLS=100 pytest test_killed_grading.py` kills more often.
"""

import contextlib
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import time

import attacks
from grading_course import Course
from kernel_client import BINARY

KILLS = int(os.environ.get("SVERTKA_KILLS", "10"))
STUDENTS = 12


def descendants(root):
    """Processes below one, by the system's table."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def start(course):
    return subprocess.Popen(
        [str(BINARY), "grade", "autograde", "hw", "--root", str(course.root), "-j", "2", "--sandbox", "best"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def kill_one(process, chance, span):
    """Kills the supervisor, a lane or a worker after a part of the time that a batch takes."""
    time.sleep(chance.random() * span)
    victims = descendants(process.pid)
    try:
        os.kill(chance.choice(victims), signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait(timeout=300)


def workers_of(course):
    """Workers that outlived their supervisors: processes that work in the course's folder."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if str(course.root) in os.readlink(entry / "cwd"):
                    found.append(entry.name)
            except OSError:
                continue
    return found


def test_marks_survive_kills(tmp_path):
    course = Course(tmp_path, attacks.master(), attacks.SECRET)
    expected = {}
    for number in range(STUDENTS):
        kind = [("honest", attacks.honest, 7), ("blank", attacks.blank, 0), ("wrong", attacks.answers(add="add = 1"), 5)]
        name, change, points = kind[number % 3]
        student = f"{name}{number}"
        expected[student] = (float(points), 3)
        attacks.submit(course.root, course.outside, course.release, student, change)
    began = time.monotonic()
    assert course.grade("autograde", "hw", "--sandbox", "best").returncode == 0
    span = time.monotonic() - began
    assert course.marks() == expected
    chance = random.Random(4711)
    for _ in range(KILLS):
        # The marks are to be found anew.
        with contextlib.closing(sqlite3.connect(course.root / "gradebook.db")) as database, database:
            database.execute("update grade set auto_score = null")
        for path in (course.root / ".svertka" / "results").rglob("*"):
            if path.is_file():
                path.unlink()
        kill_one(start(course), chance, span)
        # What stands is right, though not complete: no half marks, no rows twice.
        for student, (points, rows) in course.marks().items():
            assert rows == 3 and points in (None, 0, expected[student][0])
        rerun = start(course)
        assert rerun.wait(timeout=300) == 0, rerun.stderr.read().decode()
        assert course.marks() == expected
        deadline = time.monotonic() + 30
        while workers_of(course) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert workers_of(course) == []
