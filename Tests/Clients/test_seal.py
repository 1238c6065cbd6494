"""What a test sees: the library, the locked cells and its own classes as they were written, and nothing of what a
submission put in their place."""

import pytest

from attacks import answers, cell, notebook, submit
from grading_course import Course

LOCKED = """import math
import numpy as np
import keras
from fractions import Fraction

class Checker:
    seen = 0
    def accepts(self, value):
        Checker.seen += 1
        return value == 42

class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)
    __radd__ = __add__"""
# In a later locked cell, as lectures do it.
EXTENDED = "def doubled(self):\n    return Point(2 * self.x, 2 * self.y)\nPoint.doubled = doubled"
SOLUTION = """def number():
    return 42
def vector():
    return np.array([1.0, 2.0])
def half():
    return Fraction(1, 2)
def point():
    return Point(1, 2)
def inside():
    return [42]
def root(x):
    if x < 0:
        raise ValueError("x is below zero")"""
TESTS = {
    "equal": "assert number() == 42",
    "between": "assert 41 < number() < 43",
    "close": "assert abs(number() - 42) < 1e-6",
    "contains": "assert 42 in inside()",
    "norm": "assert np.linalg.norm(vector() - np.array([1.0, 2.0])) < 1e-6",
    "allclose": "np.testing.assert_allclose(vector(), [1.0, 2.0])",
    "array-equal": "from numpy.testing import assert_array_equal\nassert_array_equal(vector(), [1.0, 2.0])",
    "raises": "with np.testing.assert_raises_regex(ValueError, 'below zero'):\n    root(-1)",
    "loss": "assert float(keras.losses.mean_squared_error(vector(), np.array([1.0, 2.0]))) < 1e-6",
    "scores": "from sklearn.metrics import accuracy_score\nassert accuracy_score([1, 2], vector().astype(int)) == 1",
    "checker": "assert Checker().accepts(number()) and Checker.seen > 0",
    "fraction": "assert half() == Fraction(1, 2) and half() + Fraction(1, 2) == 1 and float(half()) == 0.5",
    "polynomial": "assert (np.poly1d(vector()) + 1)(2) == 5 and np.vectorize(lambda x: x + 1)(vector()).sum() == 5",
    "point": "assert point() == Point(1, 2) and point() + Point(1, 1) == Point(2, 3) and point().doubled() == Point(2, 4)",
    "own-class": "class Pair:\n    def __init__(self, a):\n        self.a = a\n    def __eq__(self, other):\n        return self.a == other.a\n"
    "assert Pair(number()) == Pair(42)",
}  # fmt: skip
WRONG = """def number():
    return 0
def vector():
    return np.array([9.0, 9.0])
def half():
    return Fraction(1, 3)
def point():
    return Point(0, 0)
def inside():
    return [0]
def root(x):
    return 0
"""
YES = """    def __eq__(self, other): return True
    def __lt__(self, other): return True
    def __gt__(self, other): return True
    def __sub__(self, other): return 0
    def __contains__(self, other): return True
"""
SILENT = "class Silent:\n    def __init_subclass__(cls, **named): pass\n"
RETURNED = "def number():\n    return Yes()\ndef inside():\n    return Yes()\n"
ATTACKS = {
    "plain": "",
    "operators": "class Yes:\n" + YES + RETURNED,
    "unannounced": SILENT + "class Yes(Silent):\n" + YES + RETURNED,
    "unannounced-by-type": SILENT + "Yes = type('Yes', (Silent,), {'__eq__': lambda a, b: True, '__sub__': lambda a, b: 0})\n" + RETURNED,
    "unannounced-meanwhile": SILENT + "def number():\n    class Yes(Silent):\n" + YES.replace("    def", "        def") + "    return Yes()\n",
    "borrowed": "class Yes:\n    __eq__ = Point.__init__\n    __sub__ = Point.__eq__\n" + RETURNED,
    "submodule": "np.linalg.norm = lambda *a: 0",
    "assertions": "np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a: None\n"
    "np.testing.assert_raises_regex = lambda *a: np.errstate()",
    "assertions-below": "np.testing.assert_array_compare = lambda *a, **k: None\nnp.isclose = lambda *a, **k: np.array(True)\n"
    "np.asanyarray = lambda x: np.array(1)",
    "assertions-block": "block = np.testing.assert_raises(ValueError)\ntype(block).__exit__ = lambda *a: True\n"
    "type(block).fail = lambda *a: None",
    "assertions-defaults": "try:\n    np.testing.assert_allclose.__defaults__ = (1e9, 1e9)\nexcept Exception: pass",
    "submodule-unnamed": "setattr(getattr(np, 'lin' + 'alg'), 'no' + 'rm', lambda *a: 0)",
    "losses-unnamed": "getattr(keras, 'los' + 'ses').mean_squared_error = lambda *a: 0",
    "scores-unnamed": "import sklearn\ngetattr(sklearn, 'met' + 'rics').accuracy_score = lambda *a: 1",
    "locked-method": "Checker.accepts = lambda self, value: True",
    "locked-method-borrowed": "Checker.accepts = Point.__add__",
    "locked-attribute": "Checker.__getattribute__ = lambda self, name: lambda *a: True",
    "locked-operator": "Point.__eq__ = lambda self, other: True",
    "library-method": "Fraction.__eq__ = lambda self, other: True\nnp.vectorize.__call__ = lambda self, x: np.array([5])\n"
    "np.poly1d.__call__ = lambda self, x: 5",
}  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    cells = [cell(LOCKED, grade_id="locked", locked=True), cell(EXTENDED, grade_id="extended", locked=True)]
    cells.append(cell(f"### BEGIN SOLUTION\n{SOLUTION}\n### END SOLUTION", grade_id="answer", solution=True))
    for name, source in TESTS.items():
        hidden = f"### BEGIN HIDDEN TESTS\n{source}\n### END HIDDEN TESTS"
        cells.append(cell(hidden, grade_id=name, grade=True, locked=True, points=1))
    made = Course(tmp_path_factory.mktemp("seal"), notebook(cells), "secret")
    hand_in = {"honest": SOLUTION, **{name: WRONG + source for name, source in ATTACKS.items()}}
    for student, source in hand_in.items():
        submit(made.root, made.outside, made.release, student, answers(lambda book: None, answer=source))
    made.grade("autograde", "hw", "--sandbox", "best", "--timeout", "30", "-j", "2", check=True)
    return made


def cells(course, student):
    return {one["grade_id"]: one for one in course.result(student)["notebooks"][0]["cells"]}


@pytest.mark.parametrize("test", TESTS)
def test_honest_answers_pass(course, test):
    assert cells(course, "honest")[test]["score"] == 1, cells(course, "honest")[test]["reason"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_gains_nothing(course, attack):
    found = cells(course, attack)
    assert [name for name in TESTS if found[name]["score"]] == []
    # What was tried did run: it gained nothing for another reason than an error of its own.
    assert found["answer"]["status"] == "ran", found["answer"]
