"""A course whose tests measure predictions on hidden data: three classes of points, and submissions of every kind.

What each must earn is computed here, by NumPy, from the same labels.
"""

import json

import numpy as np

from attacks import cell, find, notebook
from grading_course import Course

THRESHOLDS = {0.5: 1, 0.8: 2, 0.9: 4}
LINEAR = {0.5: 0, 0.9: 4}
CENTERS = np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 3.0]])


def points(seed, count):
    """Points around the centers, and their classes."""
    random = np.random.RandomState(seed)
    y = random.randint(0, 3, count)
    return CENTERS[y] + random.normal(0, 0.9, (count, 2)), y


TRAIN, HIDDEN = points(1, 300), points(2, 600)
SECRET = "labels-4711"

NEAREST = """def predict(x):
    centers = np.array([train_x[train_y == c].mean(0) for c in range(3)])
    return ((x[:, None] - centers) ** 2).sum(-1).argmin(1)"""
ONE_AXIS = "def predict(x):\n    return (x[:, 0] > 1.5).astype(int)"
CONSTANT = "def predict(x):\n    return np.zeros(len(x), dtype=int)"


def nearest(x):
    centers = np.array([TRAIN[0][TRAIN[1] == c].mean(0) for c in range(3)])
    return ((x[:, None] - centers) ** 2).sum(-1).argmin(1)


def answers(source):
    body = source.split("\n", 1)
    return f"{body[0]}\n    ### BEGIN SOLUTION\n{body[1]}\n    ### END SOLUTION"


def hidden(call):
    return f"### BEGIN HIDDEN TESTS\n{call}\n### END HIDDEN TESTS"


def metric(name="accuracy", source='predict="predict", inputs="test.npz:x"', labels="test.npz:y", points=THRESHOLDS, **more):
    options = "".join(f",\n    {key}={value!r}" for key, value in more.items())
    return f'svertka.metric(\n    "{name}", {source},\n    labels="{labels}", points={points}{options}\n)'


def master(*tests, solution=NEAREST):
    return notebook(
        [
            cell("# Three classes", "markdown", grade_id="intro", locked=True),
            cell("import numpy as np\nwith np.load('train.npz') as data:\n    train_x, train_y = data['x'], data['y']", grade_id="data", locked=True),
            cell(answers(solution), grade_id="answer", solution=True),
            *[cell(source, grade_id=name, grade=True, locked=True, points=points) for name, points, source in tests],
        ]
    )  # fmt: skip


class MetricCourse(Course):
    """A course with hidden data beside its sources."""

    def __init__(self, folder, book, files=None):
        hidden = folder / "course" / "hidden" / "hw"
        hidden.mkdir(parents=True)
        np.savez(hidden / "test.npz", x=HIDDEN[0], y=HIDDEN[1])
        (hidden / "note.txt").write_text(SECRET)
        for name, write in (files or {}).items():
            write(hidden / name)
        (folder / "course" / "source" / "hw").mkdir(parents=True)
        np.savez(folder / "course" / "source" / "hw" / "train.npz", x=TRAIN[0], y=TRAIN[1])
        super().__init__(folder, book, "outside")

    def submit(self, student, sources=None, own=(), files=None, timestamp=None):
        """Hands in: texts for answers by their names, cells of the student's own at the end, files by their names."""
        book = json.loads(self.release.read_text())
        for name, source in (sources or {}).items():
            find(book, name)["source"] = source
        for number, source in enumerate(own):
            book["cells"].append({**cell(source), "id": f"own{number}"})
        target = self.root / "submitted" / student / "hw"
        target.mkdir(parents=True)
        (target / "work.ipynb").write_text(json.dumps(book))
        for name, write in (files or {}).items():
            write(target / name)
        if timestamp:
            (target / "timestamp.txt").write_text(timestamp)

    def cells(self, student):
        """The verdicts on the graded cells, by name."""
        return {c["grade_id"]: c for book in self.result(student)["notebooks"] for c in book["cells"]}

    def autograde(self, *arguments):
        return self.grade("autograde", "hw", "-j", "2", *arguments, check=True)
