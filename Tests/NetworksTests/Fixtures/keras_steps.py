"""Makes keras_steps.json: three training steps of small networks as Keras takes them.

    python keras_steps.py          (needs keras and tensorflow; written with Keras 3)
"""
import json
import os

import keras
import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(1)

dense = [["Dense", {"units": 5, "activation": "tanh"}], ["Dense", {"units": 3, "activation": "softmax"}]]
images = [
    ["Rescaling", {"scale": 0.5, "offset": 0.1}],
    ["Conv2D", {"filters": 4, "kernel_size": [3, 3], "padding": "same", "activation": "relu"}],
    ["MaxPooling2D", {"pool_size": [2, 2], "padding": "same"}],
    ["Conv2D", {"filters": 3, "kernel_size": [2, 3], "strides": [1, 2], "activation": "tanh"}],
    ["AveragePooling2D", {"pool_size": [2, 2], "strides": [1, 1], "padding": "same"}],
    ["Flatten", {}],
    ["Dense", {"units": 6, "activation": "sigmoid", "use_bias": False}],
    ["Activation", {"activation": "relu"}],
    ["Dropout", {"rate": 0.0}],
    ["Dense", {"units": 3}],
    ["Activation", {"activation": "softmax"}],
]
dilated = [
    ["Conv2D", {"filters": 3, "kernel_size": [2, 2], "dilation_rate": [2, 1], "activation": "relu"}],
    ["Flatten", {}],
    ["Dense", {"units": 3, "activation": "softmax"}],
]
one_hot = "categorical_crossentropy"
cases = [
    ("sgd", [4], dense, one_hot, {}, "SGD", {"learning_rate": 0.5}),
    ("momentum", [4], dense, one_hot, {}, "SGD", {"learning_rate": 0.1, "momentum": 0.9}),
    ("nesterov", [4], dense, one_hot, {}, "SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
    ("adam", [4], dense, one_hot, {}, "Adam", {"learning_rate": 0.05}),
    ("adadelta", [4], dense, one_hot, {}, "Adadelta", {"learning_rate": 1.0}),
    ("rmsprop", [4], dense, one_hot, {}, "RMSprop", {"learning_rate": 0.01}),
    ("rmsprop with momentum", [4], dense, one_hot, {}, "RMSprop", {"learning_rate": 0.01, "momentum": 0.5}),
    ("smoothed labels", [4], dense, one_hot, {"label_smoothing": 0.1}, "SGD", {"learning_rate": 0.5}),
    ("numbered labels", [4], dense, "sparse_categorical_crossentropy", {}, "SGD", {"learning_rate": 0.5}),
    ("logits", [4], [["Dense", {"units": 3}]], one_hot, {"from_logits": True}, "SGD", {"learning_rate": 0.5}),
    ("numbered labels and logits", [4], [["Dense", {"units": 3}]], "sparse_categorical_crossentropy",
     {"from_logits": True}, "SGD", {"learning_rate": 0.5}),
    ("yes or no", [4], [["Dense", {"units": 1, "activation": "sigmoid"}]], "binary_crossentropy", {}, "SGD",
     {"learning_rate": 0.5}),
    ("yes or no, logits", [4], [["Dense", {"units": 2}]], "binary_crossentropy", {"from_logits": True}, "SGD",
     {"learning_rate": 0.5}),
    ("squares", [4], [["Dense", {"units": 2}]], "mean_squared_error", {}, "SGD", {"learning_rate": 0.1}),
    ("distances", [4], [["Dense", {"units": 2}]], "mean_absolute_error", {}, "SGD", {"learning_rate": 0.1}),
    ("images", [6, 7, 2], images, one_hot, {}, "SGD", {"learning_rate": 0.5}),
    ("images with adam", [6, 7, 2], images, one_hot, {}, "Adam", {"learning_rate": 0.01}),
    ("dilated", [5, 5, 1], dilated, one_hot, {}, "SGD", {"learning_rate": 0.5}),
    ("weighted samples", [4], dense, one_hot, {}, "SGD", {"learning_rate": 0.5}),
]
losses = {
    "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
    "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
    "binary_crossentropy": keras.losses.BinaryCrossentropy,
    "mean_squared_error": keras.losses.MeanSquaredError,
    "mean_absolute_error": keras.losses.MeanAbsoluteError,
}


def flat(array):
    return [float(v) for v in np.asarray(array, dtype="float32").ravel()]


made = []
for name, shape, stack, loss, loss_settings, optimizer, settings in cases:
    keras.utils.set_random_seed(len(made))
    model = keras.Sequential([keras.Input(shape)] + [getattr(keras.layers, kind)(**s) for kind, s in stack])
    for layer in model.layers:
        layer.set_weights([rng.normal(0, 0.5, w.shape).astype("float32") for w in layer.get_weights()])
    model.compile(loss=losses[loss](**loss_settings), optimizer=getattr(keras.optimizers, optimizer)(**settings))
    count = 6
    x = rng.normal(0, 1, [count] + shape).astype("float32")
    outputs = model.output_shape[-1]
    if loss.startswith("sparse"):
        y = rng.integers(0, outputs, count)
    elif loss.startswith("categorical"):
        y = keras.utils.to_categorical(rng.integers(0, outputs, count), outputs)
    elif loss.startswith("binary"):
        y = rng.integers(0, 2, (count, outputs))
    else:
        y = rng.normal(0, 1, (count, outputs))
    weight = rng.uniform(0, 2, count).astype("float32") if name == "weighted samples" else None
    case = {
        "name": name, "input": shape, "layers": stack, "loss": loss, "loss_settings": loss_settings,
        "optimizer": optimizer, "optimizer_settings": settings, "x": flat(x), "y": flat(y),
        "y_shape": list(y.shape), "start": [flat(w) for w in model.get_weights()],
        "prediction": flat(model.predict(x, verbose=0)), "losses": [],
    }
    if weight is not None:
        case["sample_weight"] = flat(weight)
    for _ in range(3):
        # A fresh evaluation: what train_on_batch returns is a mean over all calls so far.
        case["losses"].append(float(model.evaluate(x, y, sample_weight=weight, verbose=0, return_dict=True)["loss"]))
        model.train_on_batch(x, y, sample_weight=weight)
    case["end"] = [flat(w) for w in model.get_weights()]
    made.append(case)

with open(os.path.join(here, "keras_steps.json"), "w") as file:
    json.dump({"keras": keras.__version__, "cases": made}, file, separators=(",", ":"))
    file.write("\n")
