"""The real nbgrader, which has an environment of its own: `make test` prepares it."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

from kernel_client import BINARY, ROOT

PROGRAM = pathlib.Path(os.environ.get("NBGRADER", ROOT / ".venv-nbgrader/bin/nbgrader"))


def environment():
    """nbgrader calls alembic by name, and finds kernels where this environment has them."""
    paths = [os.environ.get("JUPYTER_PATH", ""), str(pathlib.Path(sys.prefix) / "share/jupyter")]
    return {
        **os.environ,
        "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
        "JUPYTER_PATH": ":".join(path for path in paths if path),
    }


def nbgrader(course, *words, check=True):
    """Runs nbgrader in a course's folder."""
    assert PROGRAM.exists(), f"{PROGRAM} is missing: make test prepares it, or NBGRADER names another"
    shutil.copy(ROOT / "docs/nbgrader_config.py", course)
    done = subprocess.run([PROGRAM, *words], cwd=course, env=environment(), capture_output=True, text=True)
    assert not check or done.returncode == 0, done.stderr
    return done


def python(program, *words):
    """Runs a program with nbgrader's Python; returns what it prints. Beside this file it would import this file."""
    command = [PROGRAM.parent / "python", "-c", program, *map(str, words)]
    done = subprocess.run(command, cwd=PROGRAM.parent, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


# Several assignments in one process, since nbgrader takes two seconds to start.
CONVERT = """
import sys
from traitlets.config.loader import PyFileConfigLoader
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

course, step, *names = sys.argv[1:]
config = PyFileConfigLoader("nbgrader_config.py", path=course).load_config()
for name in names:
    directory = CourseDirectory(config=config, root=course, assignment_id=name)
    converter = {"generate": GenerateAssignment, "autograde": Autograde}[step](coursedir=directory, config=config)
    try:
        converter.start()
    except NbGraderException as error:
        print(name, error)
"""


def convert(course, step, names):
    """nbgrader's generate_assignment or autograde for several assignments; submissions may fail."""
    shutil.copy(ROOT / "docs/nbgrader_config.py", course)
    return python(CONVERT, course, step, *names)


def grade(course, command, *words, status=0):
    """Runs svertka grade in a course's folder; not every system that tests has all layers of the sandbox."""
    sandbox = ["--sandbox", "best"] if command in ("autograde", "regrade", "validate") else []
    done = subprocess.run([str(BINARY), "grade", command, *words, *sandbox], cwd=course, capture_output=True, text=True)
    assert status is None or done.returncode == status, (done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done


def rows(course, assignment=None):
    """The gradebook's marks: (assignment, student, notebook, cell) to what is known of it."""
    with sqlite3.connect(pathlib.Path(course) / "gradebook.db") as database:
        found = database.execute(
            """SELECT a.name, s.student_id, n.name, b.name, g.auto_score, g.manual_score, g.needs_manual_grade,
                   coalesce(gc.max_score, tc.max_score), coalesce(gc.cell_type, tc.cell_type)
               FROM grade g JOIN base_cell b ON b.id = g.cell_id JOIN submitted_notebook sn ON sn.id = g.notebook_id
               JOIN notebook n ON n.id = sn.notebook_id JOIN submitted_assignment s ON s.id = sn.assignment_id
               JOIN assignment a ON a.id = s.assignment_id LEFT JOIN grade_cells gc ON gc.id = b.id
               LEFT JOIN task_cells tc ON tc.id = b.id"""
        ).fetchall()
        comments = database.execute(
            """SELECT a.name, s.student_id, n.name, b.name, c.auto_comment, c.manual_comment
               FROM comment c JOIN base_cell b ON b.id = c.cell_id JOIN submitted_notebook sn ON sn.id = c.notebook_id
               JOIN notebook n ON n.id = sn.notebook_id JOIN submitted_assignment s ON s.id = sn.assignment_id
               JOIN assignment a ON a.id = s.assignment_id"""
        ).fetchall()
    marks = {("grade", *row[:4]): row[4:] for row in found} | {("comment", *row[:4]): row[4:] for row in comments}
    return {key: value for key, value in marks.items() if assignment in (None, key[1])}


def master_rows(course):
    """What the gradebook keeps of the teacher's notebooks."""
    with sqlite3.connect(pathlib.Path(course) / "gradebook.db") as database:
        return sorted(
            database.execute(
                """SELECT a.name, n.name, n.kernelspec, c.name, c.cell_type, c.locked, c.source, c.checksum
                   FROM source_cell c JOIN notebook n ON n.id = c.notebook_id JOIN assignment a ON a.id = n.assignment_id"""
            ).fetchall()
        )


def plain(path):
    """A notebook without what differs from run to run: times, and texts as one string each."""
    notebook = json.loads(pathlib.Path(path).read_text())
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        cell["metadata"].pop("execution", None)
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = "".join(output["text"])
            output.pop("traceback", None)
            for kind, value in output.get("data", {}).items():
                output["data"][kind] = "".join(value) if isinstance(value, list) else value
    return notebook
