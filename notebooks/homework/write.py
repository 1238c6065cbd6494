"""Writes the course's homework from `texts`: nbgrader's instructor versions, sample submissions and their scores.

usage: write.py            (no arguments; Python's standard library is enough)

A text is a notebook in percent format. What stands behind `# %%`:

    text                          Markdown, for reading
    code NAME                     code that is given and locked
    answer NAME                   the student's code; between ### BEGIN SOLUTION and ### END SOLUTION is the right one
    tests NAME points a b c       code that gives points: all of them, or so many as its last value says;
                                  a, b, c: the scores of the submissions right, partly and wrong
    essay NAME points             Markdown that a person grades; the text is a model answer
    task NAME points              Markdown that a person grades, with a mark scheme
    partly, wrong                 what that submission has instead of the solution or the model answer above; lines `# ---`
                                  stand between the parts for several solutions of a cell.
                                  Without `partly` it is the right one, without `wrong` nothing is filled in

`source/ASSIGNMENT/NOTEBOOK.ipynb` is what nbgrader reads. `submitted/STUDENT/…` is what a student would hand in: the
student version (as `nbgrader generate_assignment` makes it: no solutions, no hidden tests, locked cells with checksums) with
that student's answers. `scores.json` has the score of each graded cell; null where a person has to grade.
"""

import hashlib
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
STUDENTS = ("right", "partly", "wrong")
STUB = {"code": "# YOUR CODE HERE\nraise NotImplementedError()", "markdown": "YOUR ANSWER HERE"}
REGION = re.compile(r"^([ ]*)### BEGIN SOLUTION\n(.*?)^[ ]*### END SOLUTION(?:\n|\Z)", re.M | re.S)
HIDDEN = re.compile(r"^[ ]*### BEGIN HIDDEN TESTS\n.*?^[ ]*### END HIDDEN TESTS(?:\n|\Z)", re.M | re.S)
SCHEME = re.compile(r"^[ ]*### BEGIN MARK SCHEME\n.*?^[ ]*### END MARK SCHEME(?:\n|\Z)", re.M | re.S)

# What nbgrader's metadata say of each kind of cell: graded, a solution, locked, a task.
KINDS = {
    "code": (False, False, True, False),
    "answer": (False, True, False, False),
    "tests": (True, False, True, False),
    "essay": (True, True, False, False),
    "task": (False, False, True, True),
}
MARKDOWN = ("text", "essay", "task")

HOW = """Пишите ответы на места `raise NotImplementedError()` и `YOUR ANSWER HERE`; другие ячейки не меняйте и не
удаляйте. Часть проверок видна, часть скрыта: видимые пройти необходимо, но не достаточно. Перед сдачей —
*Kernel › Restart Kernel and Run All Cells*."""


class Piece:
    """A cell of a text, with what the samples answer there."""

    def __init__(self, head, source):
        self.kind, *rest = head.split()
        self.name = rest[0] if rest else None
        self.points = float(rest[1]) if len(rest) > 1 else None
        self.scores = [float(score) for score in rest[2:]]
        self.source, self.answers = source, {}
        if self.kind == "tests" and len(self.scores) != len(STUDENTS):
            raise ValueError(f"{head}: a score for each of {STUDENTS}")

    @property
    def cell_type(self):
        return "markdown" if self.kind in MARKDOWN else "code"

    def answered(self, student):
        """The source of the cell in a student's notebook; nobody: the student version."""
        if self.kind == "essay":
            right, empty = self.source, STUB["markdown"]
        else:
            right, empty = self.source, self.filled([])
        if student in self.answers:
            return self.answers[student] if self.kind == "essay" else self.filled(self.answers[student].split("\n# ---\n"))
        if student in ("right", "partly"):
            return right if self.kind == "essay" else REGION.sub(lambda m: m[2], right).rstrip("\n")
        return empty

    def filled(self, parts):
        """The source with texts in place of the solutions, in their order; where there are no more, what a student finds."""
        def part(region):
            stub = "".join(f"{region[1]}{line}\n" for line in STUB["code"].split("\n"))
            return f"{waiting.pop(0)}\n" if waiting else stub

        waiting = list(parts)
        return REGION.sub(part, self.source).rstrip("\n")

    def metadata(self, released=None):
        """nbgrader's fields; a student version's cells know their checksum."""
        if self.kind == "text":
            return {}
        grade, solution, locked, task = KINDS[self.kind]
        fields = {"grade": grade, "grade_id": self.name, "locked": locked, "schema_version": 3, "solution": solution,
                  "task": task}
        if self.points is not None:
            fields["points"] = self.points if self.points % 1 else int(self.points)
        if released is None:
            return {"nbgrader": fields}
        said = f"{released}{self.cell_type}{grade}{solution}{locked and not solution}{self.name}"
        said += str(self.points) if grade else ""
        fields |= {"cell_type": self.cell_type, "checksum": hashlib.md5(said.encode()).hexdigest()}
        return {"deletable": False} | ({"editable": False} if locked else {}) | {"nbgrader": fields}


def uncommented(text):
    """Markdown of a percent file: without the sign of comment in front of each line."""
    return re.sub(r"^# ?", "", text, flags=re.M)


def read(path):
    """The pieces of a text."""
    pieces = []
    for part in re.split(r"^# %% ", path.read_text(), flags=re.M)[1:]:
        head, _, source = part.partition("\n")
        source = source.rstrip("\n")
        if head in ("partly", "wrong"):
            pieces[-1].answers[head] = source
        else:
            piece = Piece(head, source)
            if piece.kind in MARKDOWN:
                piece.source = uncommented(source)
            pieces.append(piece)
    for piece in pieces:
        if piece.kind == "essay":
            piece.answers = {who: uncommented(text) for who, text in piece.answers.items()}
    pieces[0].source += "\n\n" + HOW
    return pieces


def cell(piece, place, source, metadata):
    content = {"cell_type": piece.cell_type, "id": piece.name or f"text-{place}", "metadata": metadata,
               "source": source.splitlines(keepends=True)}
    return content if piece.cell_type == "markdown" else content | {"execution_count": None, "outputs": []}


def write(path, cells):
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"kernelspec": {"display_name": "Svertka", "language": "python", "name": "svertka"},
                "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"}}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def main():
    scores = {}
    for text in sorted((HERE / "texts").glob("*.py")):
        assignment = text.stem
        notebook = f"{assignment.partition('-')[2]}.ipynb"
        pieces = read(text)
        write(HERE / "source" / assignment / notebook,
              [cell(piece, place, piece.source, piece.metadata()) for place, piece in enumerate(pieces)])
        for student in STUDENTS:
            cells = []
            for place, piece in enumerate(pieces):
                released = HIDDEN.sub("", SCHEME.sub("", piece.source)).removesuffix("\n")
                if piece.kind in ("answer", "essay"):
                    released = piece.answered(None)
                source = piece.answered(student) if piece.kind in ("answer", "essay") else released
                cells.append(cell(piece, place, source, piece.metadata(released)))
            write(HERE / "submitted" / student / assignment / notebook, cells)
        graded = [piece for piece in pieces if piece.points is not None]
        scores[assignment] = {"points": sum(piece.points for piece in graded), "notebook": notebook.removesuffix(".ipynb")}
        for number, student in enumerate(STUDENTS):
            scores[assignment][student] = {
                piece.name: piece.scores[number] if piece.kind == "tests"
                else 0.0 if piece.kind == "essay" and student == "wrong" and "wrong" not in piece.answers else None
                for piece in graded
            }
    (HERE / "scores.json").write_text(json.dumps(scores, ensure_ascii=False, indent=1) + "\n")
    print(f"{len(scores)} assignments")


if __name__ == "__main__":
    main()
