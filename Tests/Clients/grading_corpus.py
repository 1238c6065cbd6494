"""Six assignments and what students make of them: the corpus that grading is compared on.

`assignments()` gives the teacher's notebooks, `submissions(...)` what is handed in: honest, blank and half work, and the
mutations that graders meet. All is made from the release that was generated, as students do.
"""

import copy
import json
import pathlib

KERNELSPEC = {"display_name": "Svertka", "language": "python", "name": "svertka"}


def notebook(cells, language="python"):
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return {
        "cells": cells,
        "metadata": {"kernelspec": {**KERNELSPEC, "language": language}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def code(source, **grading):
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
    return with_grading(cell, grading)


def text(source, **grading):
    return with_grading({"cell_type": "markdown", "metadata": {}, "source": source}, grading)


def with_grading(cell, grading):
    if grading:
        name = grading.pop("name")
        cell["metadata"]["nbgrader"] = {
            "schema_version": 3, "grade_id": name, "grade": False, "solution": False, "locked": False, "task": False,
            **grading,
        }  # fmt: skip
    return cell


def answer(name, source):
    return code(source, name=name, solution=True)


def tests(name, points, source):
    return code(source, name=name, points=points, grade=True, locked=True)


def essay(name, points):
    return text("A good answer.", name=name, points=points, grade=True, solution=True)


SQUARE = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
MEAN = "def mean(values):\n    ### BEGIN SOLUTION\n    return sum(values) / len(values)\n    ### END SOLUTION"


def asserts():
    return {
        "plain": notebook(
            [
                text("# Squares", name="intro", locked=True),
                code("import math"),
                answer("square", SQUARE),
                tests("square_test", 2, "assert square(3) == 9\nassert square(-2) == 4"),
                answer("mean", MEAN),
                tests("mean_test", 3, "assert mean([1, 2, 3]) == 2\nassert mean([5]) == 5"),
            ]
        )
    }


def hidden():
    return {
        "hidden": notebook(
            [
                answer("square", SQUARE),
                tests(
                    "square_test", 3,
                    "assert square(3) == 9\n### BEGIN HIDDEN TESTS\nassert square(7) == 49, 'seven squared'\n### END HIDDEN TESTS",
                ),
                answer("mean", MEAN),
                tests("mean_test", 1.5, "### BEGIN HIDDEN TESTS\nassert mean([4, 8]) == 6\n### END HIDDEN TESTS"),
            ]
        )
    }  # fmt: skip


def partial():
    return {
        "partial": notebook(
            [
                answer("square", SQUARE),
                tests("square_test", 4, "points = 0\nif square(3) == 9: points += 1\nif square(4) == 16: points += 0.5\npoints"),
                tests("none_test", 1, "print(0)"),
                tests("zero_test", 0, "assert square(1) == 1"),
                tests("text_test", 1, "' 1e0 ' and 1.0"),
            ]
        )
    }  # fmt: skip


def manual():
    return {
        "manual": notebook(
            [
                text("Say why.", name="question", locked=True),
                essay("why", 5),
                code("def free():\n    return 1", name="free", points=2, grade=True, solution=True),
                text(
                    "Draw a picture.\n### BEGIN MARK SCHEME\n2 points for axes\n### END MARK SCHEME",
                    name="task", points=4, locked=True, task=True,
                ),
                code("1 + 1"),
                answer("square", SQUARE),
                tests("square_test", 1, "assert square(3) == 9"),
            ]
        )
    }  # fmt: skip


def several():
    first = asserts()["plain"]
    second = notebook([answer("cube", "def cube(x):\n    return x ** 3"), tests("cube_test", 2, "assert cube(2) == 8")])
    return {"first": first, "second": second}


def network():
    return {
        "cnn": notebook(
            [
                code("import numpy as np\nimport keras\nfrom keras import layers\nkeras.utils.set_random_seed(1)", name="imports", locked=True),
                answer(
                    "model",
                    "def build():\n    ### BEGIN SOLUTION\n    model = keras.Sequential([layers.Input((8, 8, 1)), layers.Conv2D(4, 3, activation='relu'),"
                    " layers.Flatten(), layers.Dense(2, activation='softmax')])\n"
                    "    model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])\n"
                    "    return model\n    ### END SOLUTION",
                ),
                tests("shape_test", 2, "assert build().output_shape == (None, 2)"),
                tests(
                    "accuracy_test", 3,
                    "rng = np.random.default_rng(0)\nx = rng.random((64, 8, 8, 1)).astype('float32')\ny = (x[:, :, :4].mean((1, 2, 3)) > x[:, :, 4:].mean((1, 2, 3))).astype(int)\n"
                    "model = build()\nhistory = model.fit(x, y, epochs=12, verbose=0)\nassert history.history['accuracy'][-1] > 0.5",
                ),
            ]
        )
    }  # fmt: skip


ASSIGNMENTS = {
    "asserts": asserts, "hidden": hidden, "partial": partial, "manual": manual, "several": several, "network": network,
}  # fmt: skip

# What an honest student writes for each answer.
HONEST = {
    "square": "def square(x):\n    return x * x",
    "mean": "def mean(values):\n    return sum(values) / len(values)",
    "why": "Because.",
    "free": "def free():\n    return 42",
    "cube": "def cube(x):\n    return x ** 3",
    "model": "def build():\n    model = keras.Sequential([layers.Input((8, 8, 1)), layers.Conv2D(4, 3, activation='relu'), layers.Flatten(), layers.Dense(2, activation='softmax')])\n"
    "    model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])\n    return model",
}  # fmt: skip


def cells(notebooks):
    for name in sorted(notebooks):
        for cell in notebooks[name]["cells"]:
            yield cell


def grade_id(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def honest(notebooks):
    for cell in cells(notebooks):
        if grade_id(cell) in HONEST:
            cell["source"] = HONEST[grade_id(cell)]


def blank(notebooks):
    pass


def half(notebooks):
    for number, cell in enumerate(c for c in cells(notebooks) if grade_id(c) in HONEST):
        if number % 2 == 0:
            cell["source"] = HONEST[grade_id(cell)]


def wrong(notebooks):
    honest(notebooks)
    for cell in cells(notebooks):
        if grade_id(cell) == "square":
            cell["source"] = "def square(x):\n    return 9 if x == 3 else 1"


def first_test(notebooks):
    return next(c for c in cells(notebooks) if c["metadata"].get("nbgrader", {}).get("grade") and c["cell_type"] == "code")


def on_test(change, base=honest):
    def mutate(notebooks):
        base(notebooks)
        change(first_test(notebooks))

    return mutate


def set_grading(**fields):
    return lambda cell: cell["metadata"]["nbgrader"].update(fields)


def to_markdown(cell):
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]


def skip_tests(notebooks):
    for cell in cells(notebooks):
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["metadata"]["tags"] = ["skip-execution"]


def delete_test(notebooks):
    honest(notebooks)
    test = first_test(notebooks)
    for notebook in notebooks.values():
        notebook["cells"] = [c for c in notebook["cells"] if c is not test]


def strip(cell):
    del cell["metadata"]["nbgrader"]


def duplicate(notebooks):
    honest(notebooks)
    test = first_test(notebooks)
    for notebook in notebooks.values():
        if any(c is test for c in notebook["cells"]):
            double = copy.deepcopy(test)
            double["id"] = "double"
            notebook["cells"].append(double)


def first_answer(notebooks):
    return next(c for c in cells(notebooks) if grade_id(c) in HONEST and c["cell_type"] == "code")


def in_answer(source, base=honest):
    def mutate(notebooks):
        base(notebooks)
        cell = first_answer(notebooks)
        cell["source"] = cell["source"] + "\n" + source

    return mutate


def before_test(notebooks):
    honest(notebooks)
    test = first_test(notebooks)
    for notebook in notebooks.values():
        if any(c is test for c in notebook["cells"]):
            notebook["cells"].remove(test)
            notebook["cells"].insert(0, test)


def extra_cell(notebooks):
    honest(notebooks)
    for notebook in notebooks.values():
        notebook["cells"].insert(0, {**code("helper = 1\nprint('own cell')"), "id": "own"})


def old_format(notebooks):
    honest(notebooks)
    for notebook in notebooks.values():
        notebook["nbformat_minor"] = 4
        for cell in notebook["cells"]:
            cell.pop("id", None)


def other_kernel(notebooks):
    honest(notebooks)
    for notebook in notebooks.values():
        notebook["metadata"]["kernelspec"] = {"display_name": "R", "language": "R", "name": "ir"}


def locked_edited(notebooks):
    honest(notebooks)
    for cell in cells(notebooks):
        if cell["metadata"].get("nbgrader", {}).get("locked"):
            cell["source"] = "# mine\n" + cell["source"]


def delete_answer(notebooks):
    honest(notebooks)
    gone = first_answer(notebooks)
    for notebook in notebooks.values():
        notebook["cells"] = [c for c in notebook["cells"] if c is not gone]


def reverse(notebooks):
    honest(notebooks)
    for notebook in notebooks.values():
        notebook["cells"].reverse()


def missing_file(notebooks):
    honest(notebooks)
    del notebooks[sorted(notebooks)[-1]]


MUTATIONS = {
    "honest": honest,
    "blank": blank,
    "half": half,
    "wrong": wrong,
    "edited-test": on_test(lambda c: c.update(source="pass"), base=wrong),
    "points-100": on_test(set_grading(points=100)),
    "test-to-markdown": on_test(to_markdown),
    "grade-false": on_test(set_grading(grade=False)),
    "solution-true": on_test(set_grading(solution=True)),
    "renamed": on_test(set_grading(grade_id="other")),
    "stripped": on_test(strip),
    "deleted-test": delete_test,
    "duplicated-test": duplicate,
    "skip-tests": skip_tests,
    "test-first": before_test,
    "own-cell": extra_cell,
    "old-format": old_format,
    "prints": in_answer("print('a\\n' * 50)"),
    "many-lines": in_answer("print('line\\n' * 1500)"),
    "error-in-answer": in_answer("1 / 0"),
    "nonsense": in_answer("def ("),
    "stderr": in_answer("import sys\nprint('careful', file=sys.stderr)"),
    "exit": in_answer("import sys\nsys.exit(1)"),
    "always-equal": in_answer("class E:\n    def __eq__(self, other): return True\ndef square(x): return E()"),
    "nan": in_answer("def square(x): return float('nan')"),
    "outputs": on_test(lambda c: c.update(outputs=[{"output_type": "stream", "name": "stdout", "text": "fine"}])),
    "deep": in_answer("def deep(n): return deep(n + 1)\ntry:\n    deep(0)\nexcept RecursionError:\n    pass"),
    "comment": in_answer("# done"),
    "unicode": in_answer("name = 'ünïcödé 𝔘'\nname"),
    "shadowed": in_answer("sum = lambda values: 0"),
    "negative": in_answer("def square(x): return -x * x"),
    "float": in_answer("def square(x): return float(x) * x"),
    "rich": in_answer("from IPython.display import HTML, display\ndisplay(HTML('<b>b</b>'))\nHTML('<i>i</i>')"),
    "tests-may-raise": on_test(lambda c: c["metadata"].update(tags=["raises-exception"]), base=wrong),
    "checksum": on_test(set_grading(checksum="0" * 32)),
    "other-kernel": other_kernel,
    "locked-edited": locked_edited,
    "deleted-answer": delete_answer,
    "reversed": reverse,
}  # fmt: skip


# Those that take time: not in the quick test.
def endless(notebooks):
    in_answer("while True: pass")(notebooks)


SLOW = {"endless": endless}


def write(folder, notebooks):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in notebooks.items():
        (folder / f"{name}.ipynb").write_text(json.dumps(content, indent=1) + "\n")


def read(folder):
    return {p.stem: json.loads(p.read_text()) for p in sorted(pathlib.Path(folder).glob("*.ipynb"))}


def make_sources(root, names=None):
    for name in names or ASSIGNMENTS:
        write(pathlib.Path(root) / "source" / name, ASSIGNMENTS[name]())


def join(notebooks):
    """Sources as one text, however they are stored."""
    for cell in cells(notebooks):
        if isinstance(cell["source"], list):
            cell["source"] = "".join(cell["source"])
    return notebooks


def submit(root, assignment, student, mutate, release=None):
    notebooks = join(read(release or pathlib.Path(root) / "release" / assignment))
    mutate(notebooks)
    folder = pathlib.Path(root) / "submitted" / student / assignment
    write(folder, notebooks)
    (folder / "timestamp.txt").write_text("2026-01-02 03:04:05.000006 UTC")


def submit_all(root, names=None, mutations=None, release=None):
    for assignment in names or ASSIGNMENTS:
        for student, mutate in (mutations or MUTATIONS).items():
            submit(root, assignment, student, mutate, release and pathlib.Path(release) / assignment)
        if assignment == "several":
            submit(root, assignment, "missing-file", missing_file, release and pathlib.Path(release) / assignment)
