"""The course's homework: a course directory of nbgrader whose three samples get the scores that `scores.json` states,
from nbgrader and from `svertka grade`."""

import json
import os
import shutil
import subprocess
import sys

import nbformat
import pytest

import nbgrader
import notebooks

COURSE = notebooks.ROOT / "notebooks/homework"
SCORES = json.loads((COURSE / "scores.json").read_text())
STUDENTS = ("right", "partly", "wrong")
EACH = pytest.mark.parametrize("assignment", SCORES)
# nbgrader needs minutes for all of them: SVERTKA_HOMEWORK=all.
FEW = ("01", "07", "16", "18")
BESIDE_NBGRADER = [name for name in SCORES if os.environ.get("SVERTKA_HOMEWORK") == "all" or name[:2] in FEW]


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


@pytest.mark.parametrize("assignment", BESIDE_NBGRADER)
def test_the_teachers_answers_pass_all_tests(assignment, binary, tmp_path):
    source = COURSE / "source" / assignment / f"{SCORES[assignment]['notebook']}.ipynb"
    done = tmp_path / source.name
    subprocess.run([binary, "run", source, "-o", done, "--timeout", "120"], check=True, capture_output=True)
    cells = {cell.id: cell for cell in nbformat.read(done, as_version=4).cells}
    for name, score in SCORES[assignment]["right"].items():
        if score is not None:
            values = [out.data["text/plain"] for out in cells[name].outputs if out.output_type == "execute_result"]
            assert all(float(value) == score for value in values[:1]), name


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course in which one can work."""
    def copy(name):
        folder = tmp_path_factory.mktemp(name)
        for part in ("source", "submitted"):
            shutil.copytree(COURSE / part, folder / part)
        return folder

    return copy


@pytest.fixture(scope="module")
def released(course):
    """A course whose assignments nbgrader has released, all in one process."""
    folder = course("nbgrader")
    nbgrader.convert(folder, "generate", BESIDE_NBGRADER)
    return folder


def reached(folder, assignment):
    """The automatic score of each student's graded cells."""
    scores = {}
    for (kind, _, student, _, cell), (score, *_) in nbgrader.rows(folder, assignment).items():
        if kind == "grade":
            scores.setdefault(student, {})[cell] = score
    return scores


def stated(assignment):
    return {student: SCORES[assignment][student] for student in STUDENTS}


@pytest.mark.parametrize("assignment", BESIDE_NBGRADER)
def test_nbgrader_gives_the_stated_scores(assignment, released):
    name = f"{assignment}/{SCORES[assignment]['notebook']}.ipynb"
    theirs = nbformat.read(released / "release" / name, as_version=4).cells
    ours = nbformat.read(COURSE / "submitted/wrong" / name, as_version=4).cells
    for their, our in zip(theirs, ours, strict=True):
        assert their.metadata == our.metadata, "the samples are student versions with answers"
        if not their.metadata.get("nbgrader", {}).get("solution"):
            assert their.source == our.source
    nbgrader.convert(released, "autograde", [assignment])
    assert reached(released, assignment) == stated(assignment)


@pytest.mark.parametrize("mode", ["strict", "nbgrader"])
def test_svertka_gives_the_stated_scores(mode, course):
    folder = course(mode)
    for assignment in SCORES if mode == "strict" else BESIDE_NBGRADER:
        nbgrader.grade(folder, "generate", assignment)
        nbgrader.grade(folder, "autograde", assignment, "--compat", mode, "--timeout", "120", "-j", "2")
        assert reached(folder, assignment) == stated(assignment), assignment
