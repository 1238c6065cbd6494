"""What suite.py compares: outputs and gradients of layers, losses, metrics, optimizers and initializers, as arrays.

    python suite_cases.py OUT.npz [TEXT]      under CPython with Keras, or `svertka run`; only cases with TEXT in their name

Every case has a name; its arrays are NAME/out, NAME/d0 (gradient with respect to the first input), NAME/d:kernel, ….
A case that raises leaves NAME/error with the error's class.
"""
import itertools
import sys

import keras
import numpy as np
import tensorflow as tf
from keras import layers as L

arrays = {}
wanted = sys.argv[2] if len(sys.argv) > 2 else ""


def fixed(shape, k):
    """Numbers in [-1, 1) that are the same everywhere, without a stream."""
    n = int(np.prod(shape))
    return ((np.arange(n) * 7919 + k * 613) % 1009 / 504.5 - 1).reshape(shape).astype("float32")


def note(name, **values):
    for key, value in values.items():
        arrays[f"{name}/{key}"] = np.asarray(value)


def case(name, body):
    if wanted not in name:
        return
    try:
        body(name)
    except Exception as error:
        arrays[f"{name}/error"] = np.array([len(type(error).__name__)])
        print(name, type(error).__name__, str(error)[:150])


def options(**choices):
    """Every combination of keyword arguments."""
    keys = list(choices)
    return [dict(zip(keys, values)) for values in itertools.product(*choices.values())]


def give(layer, scale=0.5):
    """Weights that are the same everywhere; variances stay above 0."""
    layer.set_weights([
        fixed(w.shape, i + 1) * scale + (1.5 if "variance" in v.name else 0)
        for i, (w, v) in enumerate(zip(layer.get_weights(), layer.weights))
    ])


# ---------------------------------------------------------------- layers


def layer_case(kind, settings, shapes, integers=None, training=True):
    def body(name):
        layer = getattr(L, kind)(**settings)
        inputs = [tf.constant(fixed((3,) + shape, 11 + i)) for i, shape in enumerate(shapes)]
        if integers:
            inputs = [tf.constant((np.arange(3 * int(np.prod(shapes[0]))) * 7 % integers).reshape((3,) + shapes[0]).astype("float32"))]
        given = inputs if len(inputs) > 1 else inputs[0]
        several = len(inputs) > 1
        call = (lambda **k: layer(*given, **k)) if kind == "MultiHeadAttention" else (lambda **k: layer(given, **k))
        call()
        give(layer)
        still = call(training=False) if training else call()
        still = still if isinstance(still, (list, tuple)) else [still]
        note(name, **{f"out{i}": np.asarray(o) for i, o in enumerate(still)})
        with tf.GradientTape() as tape:
            if not integers:
                for x in inputs:
                    tape.watch(x)
            outputs = call(training=True) if training else call()
            outputs = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
            total = 0.0
            for i, o in enumerate(outputs):
                total = total + tf.reduce_sum(o * tf.constant(fixed(tuple(o.shape), 23 + i)))
        sources = ([] if integers else inputs) + list(layer.trainable_variables)
        found = tape.gradient(total, sources)
        if not integers:
            for i, gradient in enumerate(found[:len(inputs)]):
                note(name, **{f"d{i}": np.zeros(inputs[i].shape) if gradient is None else np.asarray(gradient)})
            found = found[len(inputs):]
        for i, gradient in enumerate(found):
            value = tf.convert_to_tensor(gradient)
            note(name, **{f"w{i}": np.asarray(value)})
        if layer.non_trainable_variables:
            note(name, **{f"state{i}": np.asarray(v) for i, v in enumerate(layer.non_trainable_variables) if "seed" not in v.name})
        # The same through a compiled model: a step of SGD(1) moves the weights by the gradient of the mean of squares.
        if not integers:
            symbols = [keras.Input(shape) for shape in shapes]
            again = getattr(L, kind)(**settings)
            result = again(*symbols) if kind == "MultiHeadAttention" else again(symbols if several else symbols[0])
            if isinstance(result, (list, tuple)):
                return
            model = keras.Model(symbols, result)
            give(again)
            model.compile(keras.optimizers.SGD(1.0), "mse")
            before = again.get_weights()
            x = [np.asarray(i) for i in inputs]
            note(name, predicted=model.predict(x if several else x[0], verbose=0))
            if before:
                loss = model.train_on_batch(x if several else x[0], fixed((3,) + tuple(result.shape[1:]), 31))
                note(name, loss=np.float32(loss), **{f"step{i}": a - b for i, (a, b) in enumerate(zip(before, again.get_weights()))})

    text = ",".join(f"{k}={v}" for k, v in settings.items())
    case(f"{kind}({text}){'x'.join(str(s) for s in shapes)}", body)


def layer_cases(kind, shapes, choices, **more):
    shapes = shapes if isinstance(shapes, list) else [shapes]
    for settings in options(**choices):
        layer_case(kind, settings, shapes, **more)


ACTIVATIONS = ["relu", "sigmoid", "tanh", "softmax", "elu", "selu", "gelu", "silu", "softplus", "softsign", "exponential",
               "linear", "hard_sigmoid", "mish", "relu6", "leaky_relu", "log_softmax", "hard_silu", "celu"]
layer_cases("Dense", (6,), dict(units=[4], activation=ACTIVATIONS, use_bias=[True]))
layer_cases("Dense", (3, 6), dict(units=[4], activation=[None, "softmax"], use_bias=[True, False]))
for size, stride, padding, bias in itertools.product([1, 3, (2, 3)], [1, 2], ["valid", "same"], [True, False]):
    layer_cases("Conv2D", (7, 6, 4), dict(filters=[3], kernel_size=[size], strides=[stride], padding=[padding], use_bias=[bias], activation=[None, "relu"]))
layer_cases("Conv2D", (9, 8, 4), dict(filters=[4], kernel_size=[3, (3, 2)], dilation_rate=[1, 2, (2, 1)], groups=[1, 2], padding=["valid", "same"]))
layer_cases("Conv2D", (11, 11, 1), dict(filters=[6], kernel_size=[5], strides=[1, (2, 3)], activation=["tanh"]))
layer_cases("Conv2D", (11, 11, 3), dict(filters=[6], kernel_size=[5], padding=["same", "valid"], activation=["softmax", "elu"]))
layer_cases("Conv1D", (9, 4), dict(filters=[3], kernel_size=[1, 3], strides=[1, 2], padding=["valid", "same", "causal"], use_bias=[True, False]))
layer_cases("Conv1D", (9, 4), dict(filters=[4], kernel_size=[3], dilation_rate=[2], groups=[1, 2], padding=["valid", "same", "causal"]))
layer_cases("DepthwiseConv2D", (7, 6, 3), dict(kernel_size=[3, (2, 3)], strides=[1, 2], padding=["valid", "same"], depth_multiplier=[1, 2], use_bias=[True, False]))
layer_cases("DepthwiseConv2D", (7, 6, 3), dict(kernel_size=[3], dilation_rate=[2], padding=["valid", "same"]))
layer_cases("DepthwiseConv1D", (9, 3), dict(kernel_size=[3], strides=[1, 2], padding=["valid", "same"], depth_multiplier=[1, 2]))
layer_cases("SeparableConv2D", (7, 6, 3), dict(filters=[4], kernel_size=[3], strides=[1, 2], padding=["valid", "same"], depth_multiplier=[1, 2], activation=[None, "relu"]))
layer_cases("SeparableConv1D", (9, 3), dict(filters=[4], kernel_size=[3], strides=[1, 2], padding=["valid", "same"], depth_multiplier=[1, 2]))
layer_cases("Conv2DTranspose", (4, 5, 3), dict(filters=[2], kernel_size=[2, 3, (3, 2)], strides=[1, 2], padding=["valid", "same"], use_bias=[True, False]))
layer_cases("Conv2DTranspose", (4, 5, 3), dict(filters=[2], kernel_size=[3], strides=[2], padding=["valid", "same"], output_padding=[0, 1]))
layer_cases("Conv1DTranspose", (6, 3), dict(filters=[2], kernel_size=[2, 3], strides=[1, 2], padding=["valid", "same"]))
for kind in ("MaxPooling", "AveragePooling"):
    layer_cases(f"{kind}2D", (7, 6, 3), dict(pool_size=[2, 3, (2, 3)], strides=[None, 1, 2], padding=["valid", "same"]))
    layer_cases(f"{kind}1D", (8, 3), dict(pool_size=[2, 3], strides=[None, 1, 2], padding=["valid", "same"]))
for kind in ("GlobalAveragePooling", "GlobalMaxPooling"):
    layer_cases(f"{kind}2D", (5, 4, 3), dict(keepdims=[False, True]))
    layer_cases(f"{kind}1D", (5, 3), dict(keepdims=[False, True]))
for shape in ((6,), (5, 4), (4, 4, 3)):
    layer_cases("BatchNormalization", shape, dict(momentum=[0.99, 0.5], epsilon=[0.001, 0.1], center=[True, False], scale=[True, False]))
    layer_cases("LayerNormalization", shape, dict(epsilon=[0.001, 0.1], center=[True, False], scale=[True, False]))
layer_cases("BatchNormalization", (5, 4), dict(axis=[1, -1]))
layer_cases("LayerNormalization", (5, 4), dict(axis=[1, -1, [1, 2]]))
layer_cases("GroupNormalization", (4, 4, 6), dict(groups=[1, 2, 3, 6], center=[True, False]))
layer_cases("UnitNormalization", (5, 4), dict(axis=[-1, 1]))
layer_cases("ReLU", (6,), dict(max_value=[None, 0.5], negative_slope=[0.0, 0.1], threshold=[0.0, 0.2]))
layer_cases("LeakyReLU", (6,), dict(negative_slope=[0.3, 0.01]))
layer_cases("ELU", (6,), dict(alpha=[1.0, 0.5]))
layer_cases("PReLU", (5, 4), dict(shared_axes=[None, [1]]))
layer_cases("Softmax", (3, 4), dict(axis=[-1, 1]))
layer_cases("Activation", (4, 3), dict(activation=ACTIVATIONS))
layer_cases("Embedding", (5,), dict(input_dim=[7], output_dim=[3]), integers=7, training=False)
layer_cases("Flatten", (3, 4), {})
layer_cases("Reshape", (3, 4), dict(target_shape=[(4, 3), (2, -1), (12,)]))
layer_cases("Permute", (3, 4, 2), dict(dims=[(2, 1, 3), (3, 1, 2)]))
layer_cases("RepeatVector", (4,), dict(n=[3]))
layer_cases("ZeroPadding2D", (3, 4, 2), dict(padding=[1, (1, 2), ((1, 2), (0, 3))]))
layer_cases("ZeroPadding1D", (4, 2), dict(padding=[1, (1, 2)]))
layer_cases("Cropping2D", (6, 5, 2), dict(cropping=[1, (1, 2), ((1, 2), (0, 3))]))
layer_cases("Cropping1D", (6, 2), dict(cropping=[1, (1, 2)]))
layer_cases("UpSampling2D", (3, 4, 2), dict(size=[2, (2, 3)], interpolation=["nearest", "bilinear"]))
layer_cases("UpSampling1D", (3, 4), dict(size=[2, 3]))
layer_cases("Rescaling", (4,), dict(scale=[0.5, 2.0], offset=[0.0, 1.0]))
for kind in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"):
    layer_cases(kind, [(3, 4), (3, 4)], {})
layer_cases("Concatenate", [(3, 4), (3, 4)], dict(axis=[-1, 1]))
layer_cases("Dot", [(3, 4), (3, 4)], dict(axes=[1, 2, (1, 1)], normalize=[False, True]))
for kind in ("SimpleRNN", "LSTM", "GRU"):
    layer_cases(kind, (5, 3), dict(units=[4], return_sequences=[False, True], return_state=[False, True], go_backwards=[False, True]))
    layer_cases(kind, (5, 3), dict(units=[4], activation=["relu", "sigmoid"], use_bias=[True, False]))
layer_cases("LSTM", (5, 3), dict(units=[4], recurrent_activation=["hard_sigmoid"], unit_forget_bias=[True, False]))
layer_cases("GRU", (5, 3), dict(units=[4], reset_after=[True, False], return_sequences=[True, False]))
layer_cases("Attention", [(4, 3), (5, 3)], dict(use_scale=[False, True]))
layer_cases("Attention", [(4, 3), (5, 3), (5, 3)], {})
layer_cases("MultiHeadAttention", [(4, 6), (5, 6)], dict(num_heads=[1, 2], key_dim=[3], value_dim=[None, 2], use_bias=[True, False]))
layer_cases("MultiHeadAttention", [(4, 6), (5, 3), (5, 2)], dict(num_heads=[2], key_dim=[3], output_shape=[None, 5]))


def wrapped(name, make, shape):
    def body(name):
        layer = make()
        x = tf.constant(fixed((3,) + shape, 11))
        layer(x)
        give(layer)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = layer(x)
            total = tf.reduce_sum(y * tf.constant(fixed(tuple(y.shape), 23)))
        found = tape.gradient(total, [x] + list(layer.trainable_variables))
        note(name, out=np.asarray(y), **{f"d{i}": np.asarray(tf.convert_to_tensor(g)) for i, g in enumerate(found)})

    case(name, body)


wrapped("TimeDistributed(Dense)", lambda: L.TimeDistributed(L.Dense(4, activation="tanh")), (5, 3))
wrapped("TimeDistributed(Conv2D)", lambda: L.TimeDistributed(L.Conv2D(2, 3)), (2, 5, 5, 1))
for mode in ("concat", "sum", "mul", "ave"):
    wrapped(f"Bidirectional(LSTM,{mode})", lambda: L.Bidirectional(L.LSTM(3), merge_mode=mode), (5, 3))
    wrapped(f"Bidirectional(GRU,{mode},sequences)", lambda: L.Bidirectional(L.GRU(3, return_sequences=True), merge_mode=mode), (5, 3))

# ---------------------------------------------------------------- losses

probabilities = np.abs(fixed((6, 4), 3)) + 0.05
probabilities = (probabilities / probabilities.sum(axis=1, keepdims=True)).astype("float32")
one_hot = np.eye(4, dtype="float32")[[0, 3, 1, 1, 2, 0]]
labels = np.array([0, 3, 1, 1, 2, 0])
zeros_and_ones = (fixed((6, 4), 9) > 0).astype("float32")
signs = zeros_and_ones * 2 - 1
real, real2 = fixed((6, 4), 5), fixed((6, 4), 6)


def loss_case(kind, settings, y, p, weights=None):
    def body(name):
        loss = getattr(keras.losses, kind)(**settings)
        p_ = tf.constant(p)
        with tf.GradientTape() as tape:
            tape.watch(p_)
            value = loss(y, p_) if weights is None else loss(y, p_, sample_weight=weights)
            total = tf.reduce_sum(value)
        note(name, value=np.asarray(value), d=np.asarray(tf.convert_to_tensor(tape.gradient(total, p_))))

    case(f"loss {kind}({settings}){'' if weights is None else ' weighted'}", body)


def loss_cases(kind, y, p, choices):
    for settings in options(**{"reduction": ["sum_over_batch_size", "sum", "none"], **choices}):
        loss_case(kind, settings, y, p)
        loss_case(kind, settings, y, p, weights=np.array([0.5, 1, 2, 0, 1, 3], "float32"))


for kind in ("MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "CosineSimilarity", "LogCosh"):
    loss_cases(kind, real, real2, {})
loss_cases("MeanSquaredLogarithmicError", np.abs(real), np.abs(real2), {})
loss_cases("Huber", real, real2, dict(delta=[1.0, 0.3]))
for kind in ("Hinge", "SquaredHinge"):
    loss_cases(kind, signs, real, {})
loss_cases("CategoricalHinge", one_hot, real, {})
loss_cases("Poisson", np.abs(real), np.abs(real2) + 0.1, {})
loss_cases("KLDivergence", probabilities, probabilities[::-1].copy(), {})
loss_cases("BinaryCrossentropy", zeros_and_ones, np.abs(real2), dict(from_logits=[False], label_smoothing=[0.0, 0.2]))
loss_cases("BinaryCrossentropy", zeros_and_ones, real2 * 4, dict(from_logits=[True], label_smoothing=[0.0, 0.2]))
loss_cases("BinaryFocalCrossentropy", zeros_and_ones, np.abs(real2), dict(gamma=[2.0, 1.0], apply_class_balancing=[False, True]))
loss_cases("CategoricalCrossentropy", one_hot, probabilities, dict(from_logits=[False], label_smoothing=[0.0, 0.2]))
loss_cases("CategoricalCrossentropy", one_hot, real2 * 4, dict(from_logits=[True], label_smoothing=[0.0, 0.2]))
loss_cases("CategoricalFocalCrossentropy", one_hot, probabilities, dict(gamma=[2.0, 1.0], alpha=[0.25]))
loss_cases("SparseCategoricalCrossentropy", labels, probabilities, dict(from_logits=[False], ignore_class=[None, 1]))
loss_cases("SparseCategoricalCrossentropy", labels, real2 * 4, dict(from_logits=[True]))
loss_cases("Dice", zeros_and_ones, np.abs(real2), dict(axis=[None, (1,)]))
loss_cases("Tversky", zeros_and_ones, np.abs(real2), dict(alpha=[0.5, 0.3], beta=[0.5, 0.7]))

# ---------------------------------------------------------------- metrics


def metric_cases(kind, y, p, choices=None):
    for settings in options(**(choices or {})):
        for weights in (None, np.array([0.5, 1, 2, 0, 1, 3], "float32")):
            if kind == "BinaryIoU" and weights is not None:
                continue  # Keras raises InvalidArgumentError.

            def body(name):
                metric = getattr(keras.metrics, kind)(**settings)
                results = []
                for part in (slice(0, 2), slice(2, 6)):
                    if weights is None:
                        metric.update_state(y[part], p[part])
                    else:
                        metric.update_state(y[part], p[part], sample_weight=weights[part])
                    results.append(np.asarray(metric.result()))
                note(name, results=np.stack(results))

            case(f"metric {kind}({settings}){'' if weights is None else ' weighted'}", body)


for kind in ("MeanSquaredError", "RootMeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "CosineSimilarity", "LogCoshError"):
    metric_cases(kind, real, real2)
metric_cases("MeanSquaredLogarithmicError", np.abs(real), np.abs(real2))
metric_cases("Accuracy", labels.reshape(6, 1), np.array([0, 3, 1, 0, 2, 1]).reshape(6, 1))
metric_cases("BinaryAccuracy", zeros_and_ones, np.abs(real2), dict(threshold=[0.5, 0.3]))
metric_cases("CategoricalAccuracy", one_hot, probabilities)
metric_cases("SparseCategoricalAccuracy", labels, probabilities)
metric_cases("TopKCategoricalAccuracy", one_hot, probabilities, dict(k=[1, 2, 3]))
metric_cases("SparseTopKCategoricalAccuracy", labels, probabilities, dict(k=[1, 2, 3]))
metric_cases("BinaryCrossentropy", zeros_and_ones, np.abs(real2))
metric_cases("CategoricalCrossentropy", one_hot, probabilities)
metric_cases("SparseCategoricalCrossentropy", labels, probabilities)
metric_cases("KLDivergence", probabilities, probabilities[::-1].copy())
metric_cases("Poisson", np.abs(real), np.abs(real2) + 0.1)
for kind in ("Hinge", "SquaredHinge"):
    metric_cases(kind, signs, real)
metric_cases("CategoricalHinge", one_hot, real)
for kind in ("Precision", "Recall"):
    metric_cases(kind, zeros_and_ones, np.abs(real2), dict(thresholds=[None, 0.3]))
    metric_cases(kind, one_hot, probabilities, dict(class_id=[0, 1]))
    metric_cases(kind, one_hot, probabilities, dict(top_k=[1, 2]))
for kind in ("TruePositives", "FalsePositives", "TrueNegatives", "FalseNegatives"):
    metric_cases(kind, zeros_and_ones, np.abs(real2), dict(thresholds=[None, 0.3]))
metric_cases("AUC", zeros_and_ones, np.abs(real2), dict(curve=["ROC", "PR"], num_thresholds=[200, 11], summation_method=["interpolation", "minoring", "majoring"]))
metric_cases("F1Score", one_hot, probabilities, dict(average=[None, "macro", "micro", "weighted"], threshold=[None, 0.4]))
metric_cases("FBetaScore", one_hot, probabilities, dict(average=["macro"], beta=[0.5, 2.0]))
metric_cases("MeanIoU", labels, np.array([0, 3, 1, 0, 2, 1]), dict(num_classes=[4]))
metric_cases("OneHotMeanIoU", one_hot, probabilities, dict(num_classes=[4]))
metric_cases("BinaryIoU", zeros_and_ones, np.abs(real2), dict(threshold=[0.5, 0.3]))

# ---------------------------------------------------------------- optimizers


def optimizer_case(kind, settings, named=None):
    def body(name):
        optimizer = getattr(keras.optimizers, kind)(**settings)
        layer = L.Dense(4)
        layer(tf.constant(fixed((2, 5), 1)))
        give(layer, 1.0)
        for step in range(50):
            gradients = [tf.constant(fixed(tuple(w.shape), 40 + 3 * step + i)) for i, w in enumerate(layer.trainable_variables)]
            optimizer.apply_gradients(list(zip(gradients, layer.trainable_variables)))
        note(name, **{f"w{i}": w for i, w in enumerate(layer.get_weights())})

    case(f"optimizer {kind}({named or settings})", body)


for settings in options(learning_rate=[0.01, 0.1], momentum=[0.0, 0.9], nesterov=[False, True]):
    optimizer_case("SGD", settings)
for kind in ("Adam", "Adamax", "Nadam", "AdamW"):
    for settings in options(learning_rate=[0.01], beta_1=[0.9, 0.5], beta_2=[0.999, 0.9], epsilon=[1e-7, 1e-2]):
        optimizer_case(kind, settings)
optimizer_case("Adam", dict(learning_rate=0.01, amsgrad=True))
optimizer_case("AdamW", dict(learning_rate=0.01, weight_decay=0.1))
for settings in options(learning_rate=[0.01], rho=[0.9, 0.5], momentum=[0.0, 0.9], centered=[False, True]):
    optimizer_case("RMSprop", settings)
for settings in options(learning_rate=[0.1], initial_accumulator_value=[0.1, 1.0]):
    optimizer_case("Adagrad", settings)
for settings in options(learning_rate=[1.0, 0.1], rho=[0.95, 0.5]):
    optimizer_case("Adadelta", settings)
for settings in options(learning_rate=[0.01], learning_rate_power=[-0.5], l1_regularization_strength=[0.0, 0.1], l2_regularization_strength=[0.0, 0.1], beta=[0.0, 0.5]):
    optimizer_case("Ftrl", settings)
for settings in options(learning_rate=[0.01], beta_1=[0.9], beta_2=[0.99]):
    optimizer_case("Lion", settings)
for more in (dict(clipnorm=0.5), dict(clipvalue=0.2), dict(global_clipnorm=0.5), dict(weight_decay=0.05), dict(use_ema=True, ema_momentum=0.9)):
    for kind in ("SGD", "Adam"):
        optimizer_case(kind, dict(learning_rate=0.05, **more))
schedules = keras.optimizers.schedules
for name, schedule in {
    "ExponentialDecay": schedules.ExponentialDecay(0.1, 10, 0.5), "staircase": schedules.ExponentialDecay(0.1, 10, 0.5, staircase=True),
    "InverseTimeDecay": schedules.InverseTimeDecay(0.1, 10, 0.5), "PolynomialDecay": schedules.PolynomialDecay(0.1, 20, 0.01, power=2.0),
    "cycle": schedules.PolynomialDecay(0.1, 20, 0.01, cycle=True), "PiecewiseConstantDecay": schedules.PiecewiseConstantDecay([10, 20], [0.1, 0.05, 0.01]),
    "CosineDecay": schedules.CosineDecay(0.1, 30, alpha=0.1), "warmup": schedules.CosineDecay(0.0, 30, warmup_target=0.1, warmup_steps=10),
    "CosineDecayRestarts": schedules.CosineDecayRestarts(0.1, 10),
}.items():
    case(f"schedule {name}", lambda n: note(n, rates=np.array([float(schedule(step)) for step in range(0, 50, 3)])))
    optimizer_case("SGD", dict(learning_rate=schedule), name)

# ---------------------------------------------------------------- initializers: what their numbers are like


def initializer_case(kind, settings, shape):
    def body(name):
        values = np.asarray(getattr(keras.initializers, kind)(**settings)(shape), "float64")
        flat = np.sort(values.reshape(-1))
        places = (np.array([0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98]) * (flat.size - 1)).astype(int)
        spread = values.std() + 1e-9
        if kind == "Orthogonal":
            square = values.reshape(-1, shape[-1])
            square = square if square.shape[0] >= square.shape[1] else square.T
            return note(name, product=square.T @ square)
        note(name, **{"~mean": (values.mean()) / spread, "~std": values.std(), "~quantiles": flat[places] / spread})

    case(f"initializer {kind}({settings}){shape}", body)


for shape in ((300, 200), (5, 5, 40, 60)):
    for kind in ("GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal", "RandomNormal", "RandomUniform", "TruncatedNormal"):
        initializer_case(kind, {}, shape)
    for settings in options(scale=[1.0, 2.0], mode=["fan_in", "fan_out", "fan_avg"], distribution=["truncated_normal", "untruncated_normal", "uniform"]):
        initializer_case("VarianceScaling", settings, shape)
    initializer_case("RandomNormal", dict(mean=1.0, stddev=0.3), shape)
    initializer_case("RandomUniform", dict(minval=-2.0, maxval=1.0), shape)
initializer_case("Orthogonal", dict(gain=1.5), (40, 30))
initializer_case("Orthogonal", {}, (3, 3, 4, 60))
case("initializer Identity", lambda name: note(name, out=np.asarray(keras.initializers.Identity(2.0)((4, 4)))))
case("initializer Constant", lambda name: note(name, out=np.asarray(keras.initializers.Constant(3.0)((2, 3)))))

np.savez(sys.argv[1], **arrays)
print(len(arrays), "arrays")
