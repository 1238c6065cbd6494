"""The course's homework: a course directory of nbgrader whose three samples get the scores that `scores.json` states.
nbgrader is run where `NBGRADER` names it or it is on the path; `svertka grade` wherever the program has it."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

import nbformat
import pytest

import notebooks

COURSE = notebooks.ROOT / "notebooks/homework"
SCORES = json.loads((COURSE / "scores.json").read_text())
STUDENTS = ("right", "partly", "wrong")
EACH = pytest.mark.parametrize("assignment", SCORES)


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def graded(path):
    """The cells of a notebook that give points, by their names."""
    fields = [cell.metadata.nbgrader for cell in nbformat.read(path, as_version=4).cells if "nbgrader" in cell.metadata]
    return {f.grade_id: f for f in fields if "points" in f}


def test_notebooks_are_those_of_the_texts(tmp_path):
    shutil.copy(COURSE / "write.py", tmp_path)
    shutil.copytree(COURSE / "texts", tmp_path / "texts")
    subprocess.run([sys.executable, tmp_path / "write.py"], check=True, capture_output=True)
    for name in ("source", "submitted"):
        assert files(tmp_path / name) == files(COURSE / name), "after a change of texts: notebooks/homework/write.py"
    assert json.loads((tmp_path / "scores.json").read_text()) == SCORES


def test_each_notebook_of_the_course_has_homework():
    course = {path.stem for path in notebooks.COURSE if not path.stem.startswith("00")}
    assert course <= set(SCORES)


@EACH
def test_samples_differ_in_what_they_reach(assignment):
    name = f"{SCORES[assignment]['notebook']}.ipynb"
    cells = graded(COURSE / "source" / assignment / name)
    assert sum(cell.points for cell in cells.values()) == SCORES[assignment]["points"]
    reached = {}
    for student in STUDENTS:
        scores = SCORES[assignment][student]
        assert set(scores) == set(cells)
        for cell, score in scores.items():
            assert score is None or 0 <= score <= cells[cell].points
        reached[student] = sum(score or 0 for score in scores.values())
        nbformat.validate(nbformat.read(COURSE / "submitted" / student / assignment / name, as_version=4))
    automatic = sum(cells[cell].points for cell, score in SCORES[assignment]["right"].items() if score is not None)
    assert reached["right"] == automatic and reached["wrong"] == 0 < reached["partly"] < automatic


@EACH
def test_right_answers_pass_all_tests_within_fifteen_seconds(assignment, binary, tmp_path):
    source = COURSE / "source" / assignment / f"{SCORES[assignment]['notebook']}.ipynb"
    done = tmp_path / source.name
    subprocess.run([binary, "run", source, "-o", done, "--timeout", "120"], check=True, capture_output=True)
    cells = {cell.id: cell for cell in nbformat.read(done, as_version=4).cells}
    for name, score in SCORES[assignment]["right"].items():
        if score is not None:
            values = [out.data["text/plain"] for out in cells[name].outputs if out.output_type == "execute_result"]
            assert all(float(value) == score for value in values[:1]), name


def copied(folder):
    """A copy of the course in which one can work."""
    for name in ("source", "submitted"):
        shutil.copytree(COURSE / name, folder / name)
    shutil.copy(COURSE / "nbgrader_config.py", folder)
    return folder


def gradebook(folder, assignment):
    """The automatic score of each student's graded cells."""
    query = """
        SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score
        FROM grade
        JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        JOIN assignment ON assignment.id = submitted_assignment.assignment_id
        WHERE assignment.name = ?"""
    scores = {}
    database = sqlite3.connect(folder / "gradebook.db")
    try:
        for student, cell, score in database.execute(query, (assignment,)):
            scores.setdefault(student, {})[cell] = score
    finally:
        database.close()
    return scores


def stated(assignment):
    return {student: SCORES[assignment][student] for student in STUDENTS}


@pytest.fixture(scope="module")
def nbgrader(tmp_path_factory):
    """Runs nbgrader in a copy of the course."""
    program = os.environ.get("NBGRADER") or shutil.which("nbgrader")
    if program is None:
        pytest.skip("no nbgrader on the path, and NBGRADER names none")
    folder = copied(tmp_path_factory.mktemp("nbgrader"))
    # nbgrader starts alembic, which lies beside it.
    path = os.pathsep.join([str(pathlib.Path(program).parent), os.environ["PATH"]])

    def run(*arguments):
        done = subprocess.run([program, *arguments], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return folder

    return run


@EACH
def test_nbgrader_gives_the_stated_scores(assignment, nbgrader):
    folder = nbgrader("generate_assignment", assignment, "--create", "--force")
    name = f"{assignment}/{SCORES[assignment]['notebook']}.ipynb"
    released = nbformat.read(folder / "release" / name, as_version=4)
    samples = nbformat.read(COURSE / "submitted/wrong" / name, as_version=4)
    for theirs, ours in zip(released.cells, samples.cells, strict=True):
        assert theirs.metadata == ours.metadata, "the samples are student versions with answers"
        if not theirs.metadata.get("nbgrader", {}).get("solution"):
            assert theirs.source == ours.source
    nbgrader("autograde", assignment, "--create", "--force")
    assert gradebook(folder, assignment) == stated(assignment)


@pytest.fixture(scope="module")
def graded_here(binary, tmp_path_factory):
    """Runs `svertka grade` in a copy of the course."""
    if subprocess.run([binary, "grade", "autograde", "--help"], capture_output=True).returncode != 0:
        pytest.skip("this program has no `grade autograde`")
    folder = copied(tmp_path_factory.mktemp("graded"))

    def run(*arguments):
        done = subprocess.run([binary, "grade", *arguments], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return folder

    return run


@EACH
@pytest.mark.parametrize("mode", ["strict", "nbgrader"])
def test_svertka_gives_the_stated_scores(assignment, mode, graded_here):
    graded_here("generate", assignment)
    # What the sandbox keeps out is tried elsewhere; not every system has all its layers.
    folder = graded_here("autograde", assignment, "--force", "--compat", mode, "--sandbox", "best", "--timeout", "120")
    assert gradebook(folder, assignment) == stated(assignment)
