"""Budgets that are the same on every machine: what cells compute with arrays, and the bytes that arrays hold."""

import os
import subprocess

import pytest

import metric_course as mc
from attacks import answers, cell, notebook, submit
from grading_course import Course
from kernel_client import BINARY

# Far more than the honest answer takes and far less than the heavy ones.
GRANTED = 2_000_000

NETWORK = """import keras, tensorflow as tf
x, y = np.ones((256, 64), 'float32'), np.zeros(256, 'int32')
model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(64), keras.layers.Dense(2, activation='softmax')])
model.compile('sgd', 'sparse_categorical_crossentropy')
"""
TAPE = """w = tf.Variable(np.ones((64, 64), 'float32'))
for _ in range(10):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.matmul(x, w) ** 2)
    w.assign_sub(1e-6 * tape.gradient(loss, w))
"""
# Each takes more than 2 million operations, in a way of its own; a loop of its own stands in each that is small.
HEAVY = {
    "product": "np.ones((200, 200)) @ np.ones((200, 200))",
    "dot": "np.dot(np.ones((200, 200)), np.ones((200, 200)))",
    "einsum": "np.einsum('ij,jk->ik', np.ones((200, 200)), np.ones((200, 200)))",
    "whole-numbers": "np.ones((200, 200), int) @ np.ones((200, 200), int)",
    "stack": "np.ones((500, 20, 20)) @ np.ones((500, 20, 20))",
    "solve": "np.linalg.solve(np.eye(200), np.ones((200, 1)))",
    "eigenvalues": "np.linalg.eigvalsh(np.eye(200))",
    "elements": "a = np.ones(100_000)\nfor _ in range(30):\n    a = np.sqrt(a + 1)",
    "in-place": "a = np.ones(100_000)\nfor _ in range(30):\n    a += 1",
    "assignments": "a = np.ones(100_000)\nfor _ in range(30):\n    a[:] = 1",
    "sums": "a = np.ones(100_000)\nfor _ in range(30):\n    a.sum()",
    "one-statement": "a = np.ones(1000)\ntotal = sum(a.sum() for _ in range(3000))",
    "sorting": "np.sort(np.random.rand(200_000))",
    "random": "for _ in range(30):\n    np.random.rand(100_000)",
    "tape": NETWORK + TAPE,
    "convolution": NETWORK + "tf.nn.conv2d(np.ones((8, 32, 32, 8), 'float32'), np.ones((3, 3, 8, 8), 'float32'), 1, 'SAME')",
    "fit": NETWORK + "model.fit(x, y, epochs=2, verbose=0)",
    "train-on-batch": NETWORK + "for _ in range(2):\n    model.train_on_batch(x, y)",
    "predict": NETWORK + "for _ in range(4):\n    model.predict(x, verbose=0)",
    "evaluate": NETWORK + "for _ in range(4):\n    model.evaluate(x, y, verbose=0)",
    "call": NETWORK + "for _ in range(4):\n    model(x)",
    "caught": "while True:\n    try:\n        np.ones((200, 200)) @ np.ones((200, 200))\n    except Exception:\n        pass",
}


def master():
    return notebook([
        cell("import numpy as np", grade_id="tools", locked=True),
        cell("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", grade_id="answer", solution=True),
        cell("assert work is not None", grade_id="earned", grade=True, locked=True, points=2),
    ])  # fmt: skip


def graded(folder, sources, *words, **options):
    """A course in which each student handed in one of the answers."""
    made = Course(folder, master(), "secret")
    for student, source in sources.items():
        submit(made.root, made.outside, made.release, student, answers(lambda book: None, answer=f"{source}\nwork = 1"))
    done = made.grade("autograde", "hw", "--sandbox", "best", "--timeout", "60", *words, **options)
    assert done.returncode == 0, done.stderr
    return made


def cells(made, student):
    return {one["grade_id"]: one for one in made.result(student)["notebooks"][0]["cells"]}


@pytest.fixture(scope="module")
def heavy(tmp_path_factory):
    sources = {**HEAVY, "light": "np.ones((20, 20)) @ np.ones((20, 20))"}
    return graded(tmp_path_factory.mktemp("budgets"), sources, "--operations", str(GRANTED))


@pytest.mark.parametrize("student", HEAVY)
def test_whichever_way_it_is_computed_it_counts(heavy, student):
    found = cells(heavy, student)
    assert found["answer"]["status"] == "over budget", found["answer"]
    assert found["answer"]["reason"] == f"the cell computed more than {GRANTED} operations with arrays"
    assert found["earned"]["score"] == 0


def test_small_work_is_within_the_budget(heavy):
    found = cells(heavy, "light")
    assert found["answer"]["status"] == "ran" and found["earned"]["score"] == 2
    # 20 * 20 * 20 multiply-adds, and three arrays of 400 numbers, two of them filled.
    assert 8000 + 3 * 400 <= found["answer"]["operations"] < 8000 + 8 * 400


def test_a_loop_with_a_tape_counts_its_products(tmp_path):
    """The loop computes 10 products forward and 10 back: 256 * 64 * 64 multiply-adds each, and arrays beside them."""
    made = graded(tmp_path, {"tape": NETWORK + TAPE, "fit": NETWORK + "model.fit(x, y, batch_size=256, verbose=0)"})
    products = 20 * 256 * 64 * 64
    assert products <= cells(made, "tape")["answer"]["operations"] < 1.2 * products
    # One step: forward, and twice that back, of 64 * 64 + 64 * 2 multiply-adds for each sample.
    step = 3 * 256 * (64 * 64 + 64 * 2)
    assert step <= cells(made, "fit")["answer"]["operations"] < 1.2 * step


def test_the_count_is_the_same_on_one_core_and_in_each_run(tmp_path):
    sources = {name: HEAVY[name] for name in ("tape", "fit", "predict", "sorting", "eigenvalues", "stack")}
    several = graded(tmp_path / "several", sources, "-j", "2")
    alone = {min(os.sched_getaffinity(0))}
    single = graded(tmp_path / "single", sources, preexec_fn=lambda: os.sched_setaffinity(0, alone))
    for student in sources:
        counts = [cells(made, student)["answer"]["operations"] for made in (several, single)]
        assert counts[0] == counts[1] and counts[0] > GRANTED, (student, counts)


def test_the_next_cell_has_a_budget_of_its_own(tmp_path):
    """The answer uses its budget up; a test of the master copy still computes what it has to."""
    made = Course(tmp_path, notebook([
        cell("import numpy as np", grade_id="tools", locked=True),
        cell("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", grade_id="answer", solution=True),
        cell("assert (np.ones((100, 100)) @ np.ones((100, 100)) == 100).all()", grade_id="earned", grade=True, locked=True, points=2),
    ]), "secret")  # fmt: skip
    submit(made.root, made.outside, made.release, "spent", answers(lambda book: None, answer=HEAVY["product"]))
    made.grade("autograde", "hw", "--sandbox", "best", "--operations", str(GRANTED), check=True)
    assert cells(made, "spent")["answer"]["status"] == "over budget"
    assert cells(made, "spent")["earned"]["score"] == 2


def test_arrays_beyond_the_memory_are_refused_without_being_touched(tmp_path):
    """Pages that nobody writes are no resident memory: only the count of bytes sees them."""
    hoard = "held = []\nfor _ in range(8):\n    held.append(np.zeros(1 << 25))"
    turns = "for _ in range(8):\n    one = np.zeros(1 << 24)\n    del one"
    made = graded(tmp_path, {"hoard": hoard, "turns": turns}, "--memory", "1024")
    found = cells(made, "hoard")["answer"]
    assert found["status"] == "failed" and found["reason"].startswith("MemoryError"), found
    assert cells(made, "turns")["answer"]["status"] == "ran"


def test_limits_bound_all_that_was_computed(tmp_path):
    """`svertka.limits(operations=…)` holds for loops whose multiply-adds `fit` does not know."""
    call = "svertka.limits(operations=2_000_000)\n" + mc.metric(points={0.5: 2})
    made = mc.MetricCourse(tmp_path, mc.master(("limited", 2, mc.hidden(call))))
    made.submit("small", {"answer": mc.NEAREST})
    made.submit("large", {"answer": "for _ in range(3):\n    np.ones((100, 100)) @ np.ones((100, 100))\n" + mc.NEAREST})
    made.autograde()
    assert made.cells("small")["limited"]["score"] == 2, made.cells("small")["limited"]
    assert made.cells("large")["limited"]["score"] == 0
    assert "operations with arrays are more than the limit" in made.cells("large")["limited"]["reason"]


def test_a_budget_of_nothing_is_no_budget(tmp_path):
    made = Course(tmp_path, master(), "secret")
    assert made.grade("autograde", "hw", "--operations", "0").returncode == 64


def test_what_costs_more_than_can_be_counted_costs_the_most(tmp_path):
    """Attention over 2 ** 31 places takes more multiply-adds than fit a number of 64 bits."""
    program = tmp_path / "cost.py"
    program.write_text(
        "import keras, svertka\ni = keras.Input((2 ** 31, 4))\n"
        "print(svertka.cost(keras.Model(i, keras.layers.MultiHeadAttention(2, 4)(i, i)))['multiply_adds'])"
    )
    done = subprocess.run([BINARY, "run", str(program)], capture_output=True, text=True)
    assert done.stdout.strip() == str(2**63 - 1), done.stderr
