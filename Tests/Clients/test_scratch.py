"""The folder that a notebook's cells may write in while it is graded: files saved there are there for later cells, the
assignment's files stay what they are, and nothing is left."""

import pytest

import grading_corpus as corpus
from nbgrader import grade, rows

SAVE = """m = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
m.save('model.keras')
m.save_weights('model.weights.h5')
np.save('x.npy', np.arange(5))
with open('note.txt', 'w') as f:
    f.write('hello')
n = keras.models.load_model('model.keras')"""
TESTS = """import os
w = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
w.load_weights('model.weights.h5')
for a, b, c in zip(m.get_weights(), n.get_weights(), w.get_weights()):
    assert np.array_equal(a, b) and np.array_equal(a, c)
assert open('note.txt').read() == 'hello' and np.load('x.npy').sum() == 10"""
DATA = "assert open('data.csv').read() == '1,2,3\\n' and open('more/data.csv').read() == '4,5\\n'"
REPLACED = "import os\nfor place in ('data.csv', 'more'):\n    os.rename(place, place + '.old')\nos.makedirs('data.csv')\nopen('more', 'w').write('mine')"
OVERWRITTEN = "for place in ('data.csv', 'more/data.csv', 'more/new.csv'):\n    try:\n        open(place, 'w').write('mine')\n    except PermissionError as error:\n        print('refused', error)"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = tmp_path_factory.mktemp("scratch")
    cells = [
        corpus.code("import numpy as np\nimport keras\nfrom keras import layers"),
        corpus.answer("save", SAVE),
        corpus.tests("saved", 2, TESTS),
        corpus.tests("data", 1, DATA),
        corpus.tests("empty", 1, "import os\nassert 'trace' not in os.listdir('.')"),
    ]
    corpus.write(course / "source/ps1", {"work": corpus.notebook(cells)})
    (course / "source/ps1/data.csv").write_text("1,2,3\n")
    (course / "source/ps1/more").mkdir()
    (course / "source/ps1/more/data.csv").write_text("4,5\n")
    grade(course, "generate", "ps1")
    answers = {"a-saves": SAVE, "b-replaces": f"{SAVE}\n{REPLACED}", "c-overwrites": f"{SAVE}\n{OVERWRITTEN}",
               "d-leaves": f"{SAVE}\nopen('trace', 'w').write('x')", "e-after": SAVE, "f-nothing": "pass"}  # fmt: skip
    for student, answer in answers.items():

        def change(notebooks):
            for cell in corpus.cells(notebooks):
                if corpus.grade_id(cell) == "save":
                    cell["source"] = answer

        corpus.submit(course, "ps1", student, change)
    grade(course, "autograde", "ps1", "-j", "2")
    return course


@pytest.mark.parametrize(
    "student, marks",
    [("a-saves", (2, 1, 1)), ("b-replaces", (2, 1, 1)), ("c-overwrites", (2, 1, 1)), ("d-leaves", (2, 1, 0)),
     ("e-after", (2, 1, 1)), ("f-nothing", (0, 1, 1))],
)  # fmt: skip
def test_files_of_a_cell_are_there_for_later_cells_alone(course, student, marks):
    found = rows(course)
    assert tuple(found["grade", "ps1", student, "work", name][0] for name in ("saved", "data", "empty")) == marks


def test_writing_over_the_assignments_files_is_refused(course):
    assert (course / "autograded/c-overwrites/ps1/work.ipynb").read_text().count("refused") >= 3


def test_nothing_is_left(course):
    for student in ("a-saves", "b-replaces", "d-leaves"):
        folder = course / "autograded" / student / "ps1"
        files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
        assert files == ["data.csv", "more", "more/data.csv", "timestamp.txt", "work.ipynb"]
        assert (folder / "data.csv").read_text() == "1,2,3\n"
    assert list((course / ".svertka").rglob("*.keras")) == []
    assert not any((course / ".svertka/work").glob("*"))
