"""A course on disk, and `svertka grade` run on it from outside."""

import contextlib
import hashlib
import json
import os
import pathlib
import sqlite3
import stat
import subprocess
import time

from kernel_client import BINARY

MARKS = """
select student.id, sum(coalesce(grade.manual_score, grade.auto_score, 0)), count(*)
from grade join submitted_notebook on grade.notebook_id = submitted_notebook.id
join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
join student on submitted_assignment.student_id = student.id group by student.id
"""


class Course:
    """A course folder with one assignment `hw`, beside a folder that nobody is to touch."""

    def __init__(self, folder, master, secret):
        self.outside = folder / "outside"
        self.root = folder / "course"
        self.outside.mkdir(parents=True)
        (self.outside / "secret.txt").write_text(secret)
        (self.outside / "hidden_labels.npy").write_bytes(b"\x93NUMPY\x01\x00")
        source = self.root / "source" / "hw"
        source.mkdir(parents=True, exist_ok=True)
        (source / "work.ipynb").write_text(json.dumps(master))
        self.grade("generate", "hw", check=True)
        self.release = self.root / "release" / "hw" / "work.ipynb"
        if not self.release.exists():
            self.release = self.root / "release" / "." / "hw" / "work.ipynb"

    def grade(self, *arguments, check=False, timeout=600, **options):
        started = time.monotonic()
        done = subprocess.run(
            [str(BINARY), "grade", *arguments, "--root", str(self.root)], capture_output=True, timeout=timeout, **options
        )
        done.seconds = time.monotonic() - started
        if check:
            assert done.returncode == 0, done.stderr.decode(errors="replace") + done.stdout.decode(errors="replace")
        return done

    def marks(self):
        """Points and rows of grades of each student, as the gradebook has them."""
        with contextlib.closing(sqlite3.connect(self.root / "gradebook.db")) as database:
            return {student: (points, rows) for student, points, rows in database.execute(MARKS)}

    def result(self, student):
        return json.loads((self.root / ".svertka" / "results" / "hw" / f"{student}.json").read_text())

    def autograded(self, student):
        path = self.root / "autograded" / student / "hw" / "work.ipynb"
        return path.read_text(errors="replace") if path.exists() else ""


def tree_hash(*folders):
    """A hash of all that lies below folders: names, kinds, modes, contents."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("*"), key=str):
            facts = path.lstat()
            digest.update(f"{path} {facts.st_mode:o} {facts.st_size if path.is_file() else 0}".encode(errors="replace"))
            if stat.S_ISREG(facts.st_mode):
                digest.update(path.read_bytes())
            elif path.is_symlink():
                digest.update(os.readlink(path).encode())
    return digest.hexdigest()
