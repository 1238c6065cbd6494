"""Writes the fixtures beside it with Keras 3: python write.py"""
import json
import pathlib
import zipfile

import keras
import numpy as np
from keras import layers as L

HERE = pathlib.Path(__file__).parent
expected = {}


def fixed(shape, k):
    n = int(np.prod(shape))
    return (((np.arange(n) * 7919 + k * 613) % 1009) / 504.5 - 1).reshape(shape)


def save(model, name, x, y):
    model.set_weights([np.abs(fixed(w.shape, k + 1)) + 0.1 for k, w in enumerate(model.get_weights())])
    for _ in range(3):
        model.train_on_batch(x, y)
    model.save(HERE / name)
    if name.endswith(".keras"):
        pack(HERE / name)
    outputs = model.predict(x, verbose=0)
    outputs = outputs if isinstance(outputs, list) else [outputs]
    expected[name] = [[float(v) for v in p.reshape(-1)] for p in outputs]


def pack(path):
    """The same archive with packed members: a few kB instead of tens."""
    with zipfile.ZipFile(path) as archive:
        members = [(n, archive.read(n)) for n in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)


stack = keras.Sequential([
    L.Input((3, 3, 1)), L.Conv2D(2, 2, activation="relu", kernel_regularizer="l2"), L.BatchNormalization(),
    L.Flatten(), L.Dense(2, activation="softmax")])
stack.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy", metrics=["accuracy"])
save(stack, "stack.keras", fixed((4, 3, 3, 1), 3), np.eye(2)[[0, 1, 0, 1]])

a, b = L.Input((2,), name="a"), L.Input((2,), name="b")
shared = L.Dense(2, activation="tanh", name="shared")
inner = keras.Sequential([L.Input((4,)), L.Dense(3)], name="inner")
h = inner(L.Concatenate()([shared(a), shared(b)]))
graph = keras.Model([a, b], [L.Dense(1, name="left")(h), L.Dense(2, name="right")(h)], name="graph")
graph.compile(keras.optimizers.SGD(0.1, momentum=0.9), loss=["mse", "mae"], loss_weights=[1, 0.5])
x = [fixed((4, 2), 3), fixed((4, 2), 4)]
y = [fixed((4, 1), 5), fixed((4, 2), 6)]
save(graph, "graph.keras", x, y)

old = keras.Sequential([L.Input((2,)), L.Dense(2, activation="relu"), L.Dense(1)])
old.compile(keras.optimizers.RMSprop(0.01), loss="mean_squared_error")
save(old, "old.h5", fixed((4, 2), 3), fixed((4, 1), 5))

(HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
