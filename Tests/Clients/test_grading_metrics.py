"""Grading by metrics on hidden data: `svertka.metric`, `svertka.limits`, saved weights, feedback, leaderboard.

What submissions must earn is computed by NumPy and scikit-learn, where that is installed, from the same labels.
"""

import csv
import io
import json
import re
import shutil
import subprocess

import numpy as np
import pytest

import metric_course as mc
from grading_course import tree_hash
from kernel_client import BINARY


def accuracy(predictions, chosen=slice(None)):
    return float((predictions == mc.HIDDEN[1])[chosen].mean())


def steps(value, thresholds=mc.THRESHOLDS):
    return max((points for bound, points in thresholds.items() if value >= bound), default=0)


# Submissions, and what they predict for the hidden points: `None` earns nothing.
ONE_AXIS = (mc.HIDDEN[0][:, 0] > 1.5).astype(int)
HONEST = {
    "right": (mc.NEAREST, mc.nearest(mc.HIDDEN[0])),
    "partly": (mc.ONE_AXIS, ONE_AXIS),
    "wrong": (mc.CONSTANT, 0 * ONE_AXIS),
    "scores": ("def predict(x):\n    return -((x[:, None] - np.array([[0, 0], [3, 0], [0, 3.0]])) ** 2).sum(-1)",
               ((mc.HIDDEN[0][:, None] - mc.CENTERS) ** 2).sum(-1).argmin(1)),
    "a-list": ("def predict(x):\n    return [int(row[0] > 1.5) for row in x]", ONE_AXIS),
    "own-len": ("len = 7\nsum = 'no'\ndef predict(x):\n    return (x[:, 0] > 1.5).astype(int)", ONE_AXIS),
    "blank": (None, None),
}  # fmt: skip

PATCH = "def predict(x):\n    return np.zeros(x.shape[0], dtype=int)"
READ = """import os, glob
found = []
def look():
    for folder in ['.', '..', '../..', '/', '/proc/self/cwd', '.svertka-hidden', '../../../hidden/hw', '../../../../hidden/hw']:
        try:
            for name in os.listdir(folder):
                found.append(os.path.join(folder, name))
        except Exception:
            pass
    for path in found + ['.svertka-hidden/labels.npy', '.svertka-hidden/test.npz', 'COURSE/hidden/hw/test.npz']:
        try:
            data = np.load(path)
            for name in data.files:
                if len(data[name]) == 600 and data[name].ndim == 1:
                    return data[name]
        except Exception:
            pass
look()
def predict(x):
    got = look()
    if got is not None:
        print('GOT OUT', got[:9])
        return got
    return np.zeros(x.shape[0], dtype=int)"""

# What is tried, none of which may be worth more than its predictions: 0.
HOSTILE = {
    "reads-files": READ,
    "patches-metric": "import svertka\nsvertka.metric = lambda *a, **k: 4\nsvertka.limits = svertka.metric\nimport sys\n" + PATCH,
    "defines-metric": "class svertka:\n    metric = staticmethod(lambda *a, **k: 4)\n" + PATCH,
    "prints-scores": "def predict(x):\n    print('accuracy: 1.0')\n    print('{\"metric\": \"accuracy\", \"value\": 1.0, \"points\": 4}')\n    return np.zeros(x.shape[0], dtype=int)",
    "gives-points": "def predict(x):\n    return 4",
    "sets-answer": "def predict(x):\n    global __svertka_answer__, __svertka_probe__\n    __svertka_answer__ = {'points': 4, 'value': 1.0, 'accuracy': 1.0}\n    return np.zeros(x.shape[0], dtype=int)",
    "patches-numpy": "import numpy\nnumpy.asarray = lambda *a, **k: 'full points'\n" + PATCH,
    "patches-builtins": "import builtins\nbuiltins.len = lambda x: 600\nbuiltins.isinstance = lambda *a: True\n" + PATCH,
    "equal-to-all": "class Yes(int):\n    def __eq__(self, other):\n        return True\n    def __hash__(self):\n        return 0\ndef predict(x):\n    return [Yes(0) for row in x]",
    "nan": "def predict(x):\n    return np.full(x.shape[0], np.nan)",
    "infinite": "def predict(x):\n    return np.full((x.shape[0], 3), np.inf)",
    "no-class": "def predict(x):\n    return np.full(x.shape[0], 99)",
    "negative": "def predict(x):\n    return np.full(x.shape[0], -1)",
    "halves": "def predict(x):\n    return np.full(x.shape[0], 0.5)",
    "too-few": "def predict(x):\n    return np.zeros(3, dtype=int)",
    "too-many": "def predict(x):\n    return np.zeros((x.shape[0], 3, 3), dtype=int)",
    "empty": "def predict(x):\n    return []",
    "huge-view": "def predict(x):\n    return np.broadcast_to(np.zeros(1), (1 << 40, 1 << 40))",
    "huge-array": "def predict(x):\n    return np.zeros((600, 50000), dtype='float64')",
    "texts": "def predict(x):\n    return np.array(['0'] * x.shape[0])",
    "an-object": "def predict(x):\n    return predict",
    "nothing": "def predict(x):\n    return None",
    "a-dict": "def predict(x):\n    return {'predictions': x}",
    "raises": "def predict(x):\n    raise ValueError('full points, please')",
    "exits": "import sys\ndef predict(x):\n    sys.exit(0)",
    "recursion": "def predict(x):\n    return predict(x)",
    "endless": "def predict(x):\n    while True:\n        pass",
    "memory": "def predict(x):\n    kept = []\n    while True:\n        kept.append(np.ones((4000, 4000)))",
    "flood": "def predict(x):\n    for i in range(200000):\n        print('x' * 200)\n    return np.zeros(x.shape[0], dtype=int)",
}  # fmt: skip


def in_the_way(target):
    target.write_text("a file where inputs are to lie")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("metrics")
    made = mc.MetricCourse(
        folder,
        mc.master(
            ("stepped", 4, "assert callable(predict)\n" + mc.hidden(mc.metric(classes=["left", "right", "above"]))),
            ("shown", 4, "predict(train_x[:1])\n" + mc.hidden(mc.metric())),
            ("linear", 4, mc.hidden(mc.metric("macro_f1", points=mc.LINEAR, linear=True, public=0.3))),
        ),
    )
    for student, (source, _) in HONEST.items():
        made.submit(student, {"answer": source} if source else None, files={".svertka-hidden": in_the_way} if student == "right" else None)
    for student, source in HOSTILE.items():
        made.submit(student, {"answer": source.replace("COURSE", str(made.root))})
    made.before = tree_hash(made.outside, made.root / "source", made.root / "hidden", made.root / "submitted")
    made.run = made.autograde("--timeout", "4", "--memory", "1024")
    return made


def macro_f1(predictions, chosen=slice(None)):
    y, p = mc.HIDDEN[1][chosen], predictions[chosen]
    scores = []
    for c in range(3):
        right, total = ((y == c) & (p == c)).sum(), (y == c).sum() + (p == c).sum()
        scores.append(2 * right / total if total else None)
    return float(np.mean([s for s in scores if s is not None]))


@pytest.mark.parametrize("student", HONEST)
def test_predictions_earn_what_numpy_says(course, student):
    cells, (_, predictions) = course.cells(student), HONEST[student]
    if predictions is None:
        assert cells["stepped"]["score"] == cells["linear"]["score"] == 0
        return
    found = cells["stepped"]["metric"]
    assert found["value"] == pytest.approx(accuracy(predictions), abs=1e-12)
    assert cells["stepped"]["score"] == steps(accuracy(predictions))
    assert np.sum(found["confusion"]) == 600 and np.trace(found["confusion"]) == round(600 * found["value"])
    # The parts of the split are disjoint, whole, and those of every submission.
    found = cells["linear"]["metric"]
    assert (found["public_samples"], found["samples"]) == (180, 420)
    value = found["value"]
    expected = 0 if value < 0.5 else min((value - 0.5) / 0.4, 1) * 4
    assert cells["linear"]["score"] == pytest.approx(expected, abs=1e-9)


def test_qualities_differ(course):
    scores = {s: course.cells(s)["stepped"]["score"] for s in ("right", "partly", "wrong")}
    assert scores == {"right": 4, "partly": 1, "wrong": 0}
    assert course.cells("right")["linear"]["score"] > 3.5


def test_the_split_is_one_for_all(course):
    """Both parts' values of one predictor determine which samples are public: the same hash in NumPy."""
    def mixed(x):
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))

    seed = 0xCBF29CE484222325
    for byte in b"split\0hw/linear":
        seed = (seed ^ byte) * 0x100000001B3 % 2**64
    with np.errstate(over="ignore"):
        hashes = mixed(np.uint64(seed >> 33) + np.arange(600, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    public = np.zeros(600, bool)
    public[np.argsort(hashes, kind="stable")[:180]] = True
    for student in ("right", "partly", "scores"):
        found, predictions = course.cells(student)["linear"]["metric"], HONEST[student][1]
        assert found["public"] == pytest.approx(macro_f1(predictions, public), abs=1e-12)
        assert found["value"] == pytest.approx(macro_f1(predictions, ~public), abs=1e-12)


@pytest.mark.parametrize("student", HOSTILE)
def test_attack_gains_nothing(course, student):
    cells = course.cells(student)
    assert [cells[name]["score"] for name in ("stepped", "shown", "linear")] == [0, 0, 0], cells
    assert cells["stepped"]["reason"]
    found = cells["stepped"].get("metric") or {}
    # Zeros are honest predictions of class 0, and worth what they are.
    assert found.get("value") in (None, pytest.approx(accuracy(0 * ONE_AXIS)))
    assert len(json.dumps(course.result(student))) < 100_000


def test_nothing_gets_out_and_nothing_stays(course):
    assert tree_hash(course.outside, course.root / "source", course.root / "hidden", course.root / "submitted") == course.before
    labels = ", ".join(str(v) for v in mc.HIDDEN[1][:12])
    for folder in ("autograded", ".svertka", "release"):
        for path in (course.root / folder).rglob("*"):
            assert ".svertka-hidden" not in str(path)
            if path.is_file() and path.suffix in (".ipynb", ".json", ".txt"):
                text = path.read_text(errors="replace")
                assert mc.SECRET not in text and labels not in text
                if "reads-files" in str(path):
                    assert not re.search(r"GOT OUT \[", text)
    assert not list((course.root / "release").rglob("test.npz"))
    assert "svertka.metric" not in course.release.read_text() and "test.npz" not in course.release.read_text()


def test_a_second_run_changes_nothing(course):
    assert b"0 graded" in course.autograde("--timeout", "4", "--memory", "1024").stdout


def test_new_labels_are_new_results(tmp_path):
    course = mc.MetricCourse(tmp_path, mc.master(("stepped", 4, mc.hidden(mc.metric()))))
    course.submit("one", {"answer": mc.NEAREST})
    course.autograde()
    assert course.cells("one")["stepped"]["score"] == 4
    np.savez(course.root / "hidden" / "hw" / "test.npz", x=mc.HIDDEN[0], y=(mc.HIDDEN[1] + 1) % 3)
    assert b"1 graded" in course.autograde().stdout
    assert course.cells("one")["stepped"]["score"] == 0


def write_array(values):
    return lambda path: np.save(path, values)


def test_metrics_are_those_of_numpy(tmp_path):
    """Every row of the table once, on numbers made for it."""
    random = np.random.RandomState(3)
    y, p = random.randint(0, 4, 200), random.dirichlet(np.ones(5), 200)
    y[:4] = [0, 1, 2, 4]
    target, guess = random.normal(size=200), random.normal(size=200).round(1)
    binary = (random.rand(200) > 0.6).astype(int)
    order = p.argsort(1, kind="stable")[:, ::-1]
    confusion = np.zeros((5, 5))
    np.add.at(confusion, (y, p.argmax(1)), 1)
    right, there, predicted = np.diag(confusion), confusion.sum(1), confusion.sum(0)
    clipped = np.clip(p, np.finfo(float).eps, 1 - np.finfo(float).eps)
    higher = (guess[binary == 1][:, None] > guess[binary == 0]).mean()
    ties = (guess[binary == 1][:, None] == guess[binary == 0]).mean()
    with np.errstate(invalid="ignore"):
        expected = {
            "accuracy": ("y", "p", (p.argmax(1) == y).mean()),
            "balanced_accuracy": ("y", "p", np.nanmean(right / there)),
            "macro_f1": ("y", "p", np.nanmean(2 * right / (there + predicted))),
            "mean_iou": ("y", "p", np.nanmean(right / (there + predicted - right))),
            "top_k_accuracy": ("y", "p", np.mean([y[i] in order[i, :2] for i in range(200)])),
            "log_loss": ("y", "p", -np.log((clipped / clipped.sum(1)[:, None])[np.arange(200), y]).mean()),
            "roc_auc": ("binary", "guess", higher + ties / 2),
            "mean_squared_error": ("target", "guess", ((target - guess) ** 2).mean()),
            "root_mean_squared_error": ("target", "guess", ((target - guess) ** 2).mean() ** 0.5),
            "mean_absolute_error": ("target", "guess", abs(target - guess).mean()),
            "r2": ("target", "guess", 1 - ((target - guess) ** 2).sum() / ((target - target.mean()) ** 2).sum()),
        }
    try:
        import sklearn.metrics as sk
    except ImportError:
        sk = None
    if sk:
        assert expected["macro_f1"][2] == pytest.approx(sk.f1_score(y, p.argmax(1), average="macro"))
        assert expected["log_loss"][2] == pytest.approx(sk.log_loss(y, p, labels=range(5)))
        assert expected["roc_auc"][2] == pytest.approx(sk.roc_auc_score(binary, guess))
        assert expected["top_k_accuracy"][2] == pytest.approx(sk.top_k_accuracy_score(y, p, k=2, labels=range(5)))
    lower = {"log_loss", "mean_squared_error", "root_mean_squared_error", "mean_absolute_error"}
    tests, files = [], {}
    arrays = {"y": y, "p": p, "target": target, "guess": guess, "binary": binary}
    for name, (labels, source, _) in expected.items():
        points = {1e9: 1} if name in lower else {-1e9: 1}
        more = {"k": 2} if name == "top_k_accuracy" else {}
        tests.append((name, 1, mc.hidden(mc.metric(name, f'predictions="{source}"', labels=f"{labels}.npy", points=points, **more))))
        files[f"{labels}.npy"] = write_array(arrays[labels])
    course = mc.MetricCourse(tmp_path, mc.master(*tests), files)
    course.submit("one", own=[], sources={"answer": "p, guess = np.load('p.npy'), np.load('guess.npy')"},
                  files={"p.npy": write_array(p), "guess.npy": write_array(guess)})  # fmt: skip
    course.autograde()
    for name, cell in course.cells("one").items():
        if name in expected:
            assert cell["metric"]["value"] == pytest.approx(expected[name][2], rel=1e-12), (name, cell["reason"])
            assert cell["score"] == 1


def average_precision(objects, boxes, overlap):
    """COCO's, for one class, box by box."""
    def iou(a, b):
        width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        if width <= 0 or height <= 0:
            return 0.0
        return width * height / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - width * height)

    taken, hits = set(), []
    for image, _, score, *box in sorted(boxes, key=lambda b: -b[2]):
        near = [(iou(box, o[2:]), i) for i, o in enumerate(objects) if o[0] == image and i not in taken]
        best = max(near, default=(0, None), key=lambda pair: pair[0])
        hits.append(best[0] >= overlap)
        if hits[-1]:
            taken.add(best[1])
    right = np.cumsum(hits)
    recall, precision = right / len(objects), right / np.arange(1, len(hits) + 1)
    return np.mean([max((p for p, r in zip(precision, recall) if r >= t), default=0) for t in np.linspace(0, 1, 101)])


@pytest.mark.parametrize("iou", [0.5, None])
def test_mean_average_precision_is_cocos(tmp_path, iou):
    random = np.random.RandomState(5)
    labels, boxes = [], []
    for image in range(12):
        for _ in range(random.randint(1, 5)):
            x, y, w, h = random.uniform(5, 50, 4).round(1)
            kind = random.randint(0, 2)
            labels.append([image, kind, x, y, x + w, y + h])
            for _ in range(random.randint(0, 3)):
                dx, dy = random.uniform(-0.15, 0.15, 2) * [w, h]
                boxes.append([image, kind if random.rand() < 0.9 else 1 - kind, random.rand(), x + dx, y + dy, x + w + dx, y + h])
    labels, boxes = np.array(labels), np.array(boxes)
    overlaps = [iou] if iou else np.arange(0.5, 0.96, 0.05)
    expected = np.mean([
        average_precision(labels[labels[:, 1] == kind], boxes[boxes[:, 1] == kind].tolist(), overlap)
        for kind in (0, 1) for overlap in overlaps
    ])  # fmt: skip
    solution = "def detect(images):\n    return [[list(row[1:]) for row in boxes if row[0] == image] for image in range(len(images))]"
    call = mc.metric("mean_average_precision", 'predict="detect", inputs="images"', labels="boxes.npy", points={0.01: 2}, iou=iou)

    def pictures(folder):
        folder.mkdir()
        for image in range(12):
            (folder / f"{image:02}.txt").write_text(str(image))

    course = mc.MetricCourse(
        tmp_path, mc.master(("found", 2, mc.hidden(call)), solution=solution),
        {"boxes.npy": write_array(labels), "images": pictures},
    )  # fmt: skip
    course.submit("one", {"answer": "boxes = np.load('found.npy')\n" + solution}, files={"found.npy": write_array(boxes)})
    course.submit("many", {"answer": "def detect(images):\n    return np.zeros((12001, 7))"})
    course.autograde()
    found = course.cells("one")["found"]
    assert found["metric"]["value"] == pytest.approx(expected, rel=1e-9), found
    assert found["score"] == 2 and 0.05 < expected < 0.95
    assert course.cells("many")["found"]["score"] == 0 and "too many" in course.cells("many")["found"]["reason"]


BAD = {
    "outside of a region": ("no", mc.metric(), "BEGIN HIDDEN TESTS"),
    "unknown metric": ("yes", mc.metric("accurracy"), "there is no metric 'accurracy'"),
    "other points": ("yes", mc.metric(points={0.5: 3}), "up to 3.0 points"),
    "points that fall": ("yes", mc.metric(points={0.5: 4, 0.9: 1}), "not more than"),
    "no source": ("yes", mc.metric(source='inputs="test.npz:x"'), "where predictions come from"),
    "no file": ("yes", mc.metric(labels="other.npy"), "other.npy"),
    "no member": ("yes", mc.metric(labels="test.npz:z"), "'x', 'y'"),
    "numbers that differ": ("yes", mc.metric(labels="few.npy"), "there are 600 inputs"),
    "a path outside": ("yes", mc.metric(labels="../../source/hw/train.npz:y"), "no path below"),
    "labels that are none": ("yes", mc.metric(labels="test.npz:x"), "classes"),
    "code in a name": ("yes", mc.metric(source='predict="print()", inputs="test.npz:x"'), "is a name"),
    "misspelt argument": ("yes", mc.metric(treshold=3), "treshold"),
    "no end": ("yes", "svertka.metric('accuracy'", "no end"),
    "two metrics": ("yes", mc.metric() + "\n" + mc.metric(), "one metric"),
    "limits of no model": ("yes", mc.metric() + "\nsvertka.limits(parameters=5)", "needs model="),
}


@pytest.mark.parametrize("case", BAD)
def test_generate_refuses_what_cannot_be_meant(tmp_path, case):
    is_hidden, call, words = BAD[case]
    course = mc.MetricCourse(tmp_path, mc.master(("good", 4, mc.hidden(mc.metric()))), {"few.npy": write_array(np.zeros(3))})
    book = mc.master(("bad", 4, mc.hidden(call) if is_hidden == "yes" else call))
    (course.root / "source" / "hw" / "work.ipynb").write_text(json.dumps(book))
    done = course.grade("generate", "hw")
    assert done.returncode == 74 and words in done.stderr.decode() and "bad" in done.stderr.decode(), done.stderr


def test_as_nbgrader_refuses_metrics(course):
    done = course.grade("autograde", "hw", "--compat", "nbgrader")
    assert done.returncode == 74 and b"metric" in done.stderr


# MARK: Models, limits and saved weights

MODEL = """import keras
keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(UNITS, activation='relu'), keras.layers.Dense(3, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
model.optimizer.learning_rate = 0.05
model.fit(train_x, train_y, epochs=EPOCHS, batch_size=30, validation_split=0.2, verbose=0)
def build_model():
    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(8, activation='relu'), keras.layers.Dense(3, activation='softmax')])"""


def network(units=8, epochs=12):
    lines = MODEL.replace("UNITS", str(units)).replace("EPOCHS", str(epochs)).split("\n")
    return "\n".join(line for line in lines if epochs or ".fit(" not in line)


LIMITS = "svertka.limits(parameters=100, multiply_adds=60, training_steps=100)"
MODEL_METRIC = mc.metric(source='model="model", inputs="test.npz:x"', points={0.6: 1, 0.85: 2}, classes=["left", "right", "above"])
WEIGHTS = {"keras": "model.keras", "h5": "model.h5", "alone": "own.weights.h5", "npz": "own.npz"}
MODELS = {
    "fine": (network(), 2, ""),
    "large": (network(units=64), 0, "387 parameters are more than the limit of 100"),
    "long": (network(epochs=60), 0, "480 training steps are more than the limit of 100"),
    "hidden-count": (network(units=64) + "\nmodel.count_params = lambda: 5\nkeras.Model.count_params = lambda self: 5\nimport svertka\nsvertka.cost = lambda model: {'parameters': 5, 'multiply_adds': 5}", 0, "387 parameters"),
    "hidden-steps": (network(epochs=60) + "\nmodel.optimizer.iterations = 0\nmodel.compile('adam', 'mse')", 0, "480 training steps"),
    "fake-predict": (network(epochs=0) + "\nkeras.Model.predict = lambda self, x, **k: np.array(['full'])", None, ""),
    "fake-json": (network() + "\nclass Fake:\n    def to_json(self):\n        return '{\"class_name\": \"Lambda\"}'\n    def get_weights(self):\n        return []\nmodel = Fake()", 0, "model"),
    "own-layer": ("import keras\nclass Own(keras.layers.Layer):\n    def call(self, x):\n        return x\nmodel = keras.Sequential([keras.Input((2,)), Own(), keras.layers.Dense(3, activation='softmax')])", 0, "Own"),
    "no-model": ("model = 3", 0, "model"),
    "none": ("pass", 0, "model"),
}  # fmt: skip


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    tests = [("limited", 2, mc.hidden(LIMITS + "\n" + MODEL_METRIC))]
    for name, path in WEIGHTS.items():
        build = ', build="build_model"' if name in ("alone", "npz") else ""
        call = mc.metric(source=f'weights="{path}"{build}, inputs="test.npz:x"', points={0.6: 1, 0.85: 3})
        tests.append((name, 3, mc.hidden(call)))
    made = mc.MetricCourse(folder, mc.master(*tests, solution="def build_model():\n    return None"))
    # Files as the language itself writes them, trained outside of the grader.
    program = folder / "train.py"
    program.write_text(
        "import numpy as np\nwith np.load('course/source/hw/train.npz') as d:\n    train_x, train_y = d['x'], d['y']\n"
        + network(epochs=30)
        + "\nmodel.save('model.keras')\nmodel.save('model.h5')\nmodel.save_weights('own.weights.h5')\nnp.savez('own.npz', *model.get_weights())\n"
        + "np.save('predicted.npy', model.predict(np.load('course/hidden/hw/test.npz')['x'], verbose=0))\n"
    )
    subprocess.run([BINARY, "run", program], cwd=folder, check=True, capture_output=True)
    files = {path: lambda target, path=path: shutil.copy(folder / path, target) for path in WEIGHTS.values()}
    for student, (source, _, _) in MODELS.items():
        made.submit(student, {"answer": source})
    made.submit("saved", {"answer": network(epochs=0)}, files=files)
    made.submit("no-build", files=files)
    broken = {path: lambda target: target.write_bytes(b"PK\x03\x04 full points \x89HDF" * 50) for path in WEIGHTS.values()}
    made.submit("broken", {"answer": network(epochs=0)}, files=broken)
    made.submit("link", {"answer": network(epochs=0)}, files={path: lambda target: target.symlink_to("/etc/passwd") for path in WEIGHTS.values()})
    made.predicted = np.load(folder / "predicted.npy").argmax(1)
    made.autograde("--timeout", "20")
    return made


@pytest.mark.parametrize("student", MODELS)
def test_models_and_limits(models, student):
    _, score, words = MODELS[student]
    found = models.cells(student)["limited"]
    if score is None:
        # Predictions are those of the weights, whatever the class says.
        assert found["score"] == steps(found["metric"]["value"], {0.6: 1, 0.85: 2})
    else:
        assert found["score"] == score, found
    assert words in found["reason"], found["reason"]


def test_limits_tell_what_was_found(models):
    limits = {limit["name"]: limit for limit in models.cells("fine")["limited"]["metric"]["limits"]}
    # 2*8 + 8 + 8*3 + 3 weights; 2*8 + 8*3 products; 12 epochs of 8 batches.
    assert limits["parameters"]["found"] == 51 and limits["parameters"]["limit"] == 100
    assert 40 <= limits["multiply-adds for one sample"]["found"] <= 60
    assert limits["training steps"]["found"] == 96


@pytest.mark.parametrize("name", WEIGHTS)
def test_saved_weights_are_graded_without_training(models, name):
    found = models.cells("saved")[name]
    assert found["metric"]["value"] == pytest.approx(accuracy(models.predicted), abs=1e-12), found
    assert found["score"] == 3
    for student in ("broken", "fine", "link"):
        assert models.cells(student)[name]["score"] == 0, student
    assert "no file" in models.cells("fine")[name]["reason"]
    assert models.cells("no-build")[name]["score"] == (0 if name in ("alone", "npz") else 3)


# MARK: Feedback


def test_feedback_shows_metrics_and_no_label(course, models):
    for one in (course, models):
        one.grade("feedback", "hw", check=True)
    pages = {path.parts[-3]: path.read_text() for made in (course, models) for path in (made.root / "feedback").rglob("*.html")}
    page = pages["right"]
    for words in ("Accuracy", "600 hidden samples", "Confusion matrix", "left", "above", "<svg"):
        assert words in page, words
    # Percents of the true class, as NumPy counts them.
    predictions = HONEST["right"][1]
    for true in range(3):
        share = (predictions[mc.HIDDEN[1] == true] == true).mean()
        assert f">{round(100 * share)}</text>" in page
    assert "Loss of the last training" in pages["fine"] and "val_accuracy" in pages["fine"]
    assert "over the limit" in pages["large"] and "387" in pages["large"]
    own = {path.parts[-3]: path.read_text() for made in (course, models) for path in (made.root / "submitted").rglob("*.ipynb")}
    for student, text in pages.items():
        # Submissions may write such words themselves.
        assert all(word not in text or word in own[student] for word in ("svertka.metric", "test.npz")), student
        assert mc.SECRET not in text, student
        assert not re.search(r"<script|<iframe|\bon(load|error)\s*=|javascript:", text, re.I), student
        assert "Content-Security-Policy" in text


# MARK: Leaderboard


def board(course, *arguments):
    return course.grade("leaderboard", "hw", *arguments, check=True).stdout.decode()


def test_leaderboard_ranks_by_the_private_part(course):
    found = json.loads(board(course, "--to", "json", "--cell", "linear"))
    assert (found["public_samples"], found["samples"], found["higher_is_better"]) == (180, 420, True)
    values = [row["score"] for row in found["rows"]]
    assert values == sorted(values, reverse=True) and len(values) > 10
    for row in found["rows"]:
        assert row["place"] == 1 + sum(v > row["score"] for v in values)
        assert row["public_place"] == 1 + sum(other["public"] > row["public"] for other in found["rows"])
    places = {row["name"]: row["place"] for row in found["rows"]}
    assert places["partly"] == places["a-list"] == places["own-len"]
    assert min(places["right"], places["scores"]) == 1 and places["wrong"] > places["partly"] + 2
    without = {row["name"]: row["reason"] for row in found["without"]}
    assert {"nan", "huge-view", "endless", "blank"} <= set(without) and all(without.values())
    assert set(places) | set(without) == set(HONEST) | set(HOSTILE)


def test_leaderboard_forms(course, tmp_path):
    text = board(course)
    assert "Accuracy, higher is better; 600 hidden samples" in text and "further metrics, by --cell: shown, linear" in text
    public = json.loads(board(course, "--to", "json", "--cell", "linear", "--part", "public"))
    assert all("score" not in row and row["place"] == row["public_place"] for row in public["rows"])
    table = list(csv.DictReader(io.StringIO(board(course, "--to", "csv"))))
    assert len(table) == len(HONEST) + len(HOSTILE) and table[0]["place"] == "1" and float(table[0]["score"]) > 0.9
    assert "wrote" in board(course, "-o", str(tmp_path / "board.html"))
    page = (tmp_path / "board.html").read_text()
    assert "right" in page and "Without a valid result" in page and "<script" not in page


def test_pseudonyms_are_stable_and_nobodys_name(course):
    first, second = (json.loads(board(course, "--to", "json", "--pseudonyms")) for _ in range(2))
    assert first == second
    names = [row["name"] for row in first["rows"] + first["without"]]
    assert len(set(names)) == len(HONEST) + len(HOSTILE) and not set(names) & (set(HONEST) | set(HOSTILE))
    assert (course.root / ".svertka" / "pseudonyms.key").stat().st_mode & 0o777 == 0o600


def test_gradescope_gets_its_leaderboard(course, tmp_path):
    course.grade("export", "--to", "gradescope", "-o", str(tmp_path), "--student", "right", check=True)
    found = json.loads((tmp_path / "hw" / "right" / "results.json").read_text())["leaderboard"]
    assert [(row["name"], row["order"]) for row in found] == [("Accuracy", "desc")] * 2 + [("Macro F1", "desc")]
    assert found[2]["value"] == course.cells("right")["linear"]["metric"]["public"]


def test_a_leaderboard_needs_a_metric(tmp_path):
    course = mc.MetricCourse(tmp_path, mc.master(("plain", 1, "assert callable(predict)")))
    course.submit("one", {"answer": mc.NEAREST})
    course.autograde()
    done = course.grade("leaderboard", "hw")
    assert done.returncode == 74 and b"has a metric" in done.stderr
    assert b"wrote" in course.grade("export", "-o", str(tmp_path / "marks.csv"), check=True).stdout
