"""Makes small files in the form of Keras's data sets, and what Keras prints for them.

    python make.py          an interpreter with Keras 3

The numbers are random; names, types and the pickled lists are those of the real files.
"""
import io
import json
import os
import pathlib
import pickle
from contextlib import redirect_stdout

os.environ["KERAS_BACKEND"] = "tensorflow"
import numpy as np
from keras.src.datasets import boston_housing, california_housing, imdb, reuters

folder = pathlib.Path(__file__).parent
rng = np.random.RandomState(0)


def texts(count):
    found = np.empty(count, dtype=object)
    for i in range(count):
        found[i] = [int(word) for word in rng.randint(1, 400, rng.randint(2, 20))]
    return found


np.savez(folder / "boston_housing.npz", x=rng.rand(50, 13), y=rng.rand(50) * 50)
np.savez(folder / "california_housing.npz", x=rng.rand(700, 8).astype("float32"), y=rng.rand(700).astype("float32"))
np.savez(folder / "imdb.npz", x_train=texts(30), y_train=rng.randint(0, 2, 30), x_test=texts(20),
         y_test=rng.randint(0, 2, 20))
np.savez(folder / "reuters.npz", x=texts(40), y=rng.randint(0, 46, 40))
(folder / "imdb_word_index.json").write_text(json.dumps({"the": 1, "film": 2}))
(folder / "cifar-100-python").mkdir(exist_ok=True)
for name, count in [("train", 6), ("test", 4)]:
    content = {b"data": rng.randint(0, 256, (count, 3072)).astype("uint8"),
               b"fine_labels": [int(v) for v in rng.randint(0, 100, count)],
               b"coarse_labels": [int(v) for v in rng.randint(0, 20, count)]}
    with open(folder / "cifar-100-python" / name, "wb") as file:
        pickle.dump(content, file, protocol=2)

for module in (boston_housing, california_housing, imdb, reuters):
    module.get_file = lambda fname=None, *args, **settings: str(folder / fname)
printed = io.StringIO()
with redirect_stdout(printed):
    exec((folder / "program.py").read_text())
(folder / "program.txt").write_text(printed.getvalue())
