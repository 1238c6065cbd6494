"""Makes keras_operations.txt: values and gradients of operations as Keras 3 on TensorFlow computes them in float64.

    python keras_operations.py          (needs keras and tensorflow)

For each case: the operands' shapes and ranges (their elements are made by a formula, the same in the test), the result
and the gradient of its weighted sum with respect to each operand. KerasOperationTests.swift holds the same names.
"""
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf
from keras import layers, losses, ops

keras.config.set_floatx("float64")
here = os.path.dirname(os.path.abspath(__file__))
cases = []


def numbers(shape, low, high, seed):
    """Numbers spread over a range by the golden ratio."""
    i = np.arange(1, int(np.prod(shape)) + 1, dtype=np.float64)
    u = i * 0.6180339887498949 + seed * 0.3819660112501051
    return (low + (high - low) * (u - np.floor(u))).reshape(shape)


def case(name, inputs, function):
    cases.append((name, inputs, function))


def plain(names, shape=(3, 4), low=-2, high=2):
    for name in names.split():
        case(name, [(shape, low, high)], getattr(ops, name))


# Functions of elements
plain("negative exp expm1 sin cos tanh arctan sinh cosh arcsinh square erf abs sign floor ceil round")
plain("log log1p sqrt rsqrt reciprocal", low=0.3, high=3)
plain("tan arcsin arccos arctanh", low=-0.9, high=0.9)
plain("arccosh", low=1.2, high=3)
plain("sigmoid log_sigmoid softplus softsign relu relu6 leaky_relu elu selu silu hard_sigmoid hard_silu celu", low=-7, high=8)
case("mish", [((3, 4), -7, 8)], keras.activations.mish)
case("gelu", [((3, 4), -4, 4)], lambda x: ops.gelu(x, approximate=False))
case("gelu_tanh", [((3, 4), -4, 4)], lambda x: ops.gelu(x, approximate=True))
case("elu(0.3)", [((3, 4), -4, 4)], lambda x: ops.elu(x, 0.3))
case("leaky_relu(0.05)", [((3, 4), -4, 4)], lambda x: ops.leaky_relu(x, 0.05))
case("relu(0.1, 3, 0.5)", [((3, 4), -4, 6)], lambda x: keras.activations.relu(x, 0.1, 3.0, 0.5))
for name in "sparse_plus sparse_sigmoid squareplus hard_tanh hard_shrink soft_shrink tanh_shrink".split():
    case(name, [((3, 4), -2, 2)], getattr(ops, name))
case("threshold", [((3, 4), -2, 2)], lambda x: ops.threshold(x, 0.5, -3.0))
case("glu", [((3, 4), -2, 2)], ops.glu)
case("clip", [((3, 4), -2, 2)], lambda x: ops.clip(x, -0.5, 1.2))
case("softplus far out", [((3, 4), -90, 90)], ops.softplus)
case("sigmoid far out", [((3, 4), -90, 90)], ops.sigmoid)

# Pairs
for name in "add subtract multiply divide maximum minimum power arctan2 floor_divide mod".split():
    case(name, [((2, 3), 0.3, 3), ((3,), 0.3, 3)], getattr(ops, name))
case("maximum of equals", [((2, 3), 1, 1), ((3,), 1, 1)], ops.maximum)
case("minimum of equals", [((2, 3), 1, 1), ((3,), 1, 1)], ops.minimum)
case("where", [((2, 3), -1, 1), ((3,), -1, 1)], lambda a, b: ops.where(np.array([[True], [False]]), a, b))

# Reductions
for name in "sum mean max min prod var std logsumexp".split():
    case(name, [((2, 3, 4), -2, 2)], lambda x, f=getattr(ops, name): f(x, axis=(0, 2)))
    case(name + " keeps", [((2, 3), -2, 2)], lambda x, f=getattr(ops, name): f(x, axis=1, keepdims=True))
case("prod of zeros", [((3, 4), -2, 2)], lambda x: ops.prod(x * np.array([[1.0, 1, 1, 1], [1, 0, 1, 1], [0, 1, 1, 0]]), axis=1))
case("norm", [((2, 3), -2, 2)], lambda x: ops.norm(x, axis=-1))
case("cumsum", [((3, 4), -2, 2)], lambda x: ops.cumsum(x, axis=0))
case("cumprod", [((3, 4), 0.5, 2)], lambda x: ops.cumprod(x, axis=1))
case("max of equals", [((2, 3), 1, 1)], lambda x: ops.max(x, axis=1))
case("softmax", [((2, 3, 2), -5, 5)], lambda x: ops.softmax(x, axis=1))
case("log_softmax", [((2, 5), -5, 5)], lambda x: ops.log_softmax(x, axis=-1))
case("normalize", [((2, 5), -5, 5)], lambda x: ops.normalize(x, axis=-1))

# Shapes
case("concatenate", [((2, 1), -1, 1), ((2, 3), -1, 1)], lambda a, b: ops.concatenate([a, b], axis=1))
case("stack", [((2, 2), -1, 1), ((2, 2), -1, 1)], lambda a, b: ops.stack([a, b], axis=-1))
case("slice", [((3, 4, 2), -1, 1)], lambda x: x[1:, ::-2, 1])
case("pad reflect", [((3, 4), -1, 1)], lambda x: ops.pad(x, ((1, 2), (0, 3)), mode="reflect"))
case("pad symmetric", [((3, 4), -1, 1)], lambda x: ops.pad(x, ((1, 3), (2, 0)), mode="symmetric"))
case("pad constant", [((2, 2), -1, 1)], lambda x: ops.pad(x, ((1, 0), (0, 2)), constant_values=5.0))
case("tile", [((2, 3), -1, 1)], lambda x: ops.tile(x, (2, 1, 2)))
case("repeat", [((2, 3), -1, 1)], lambda x: ops.repeat(x, 3, axis=1))
case("roll", [((2, 5), -1, 1)], lambda x: ops.roll(x, 2, axis=1))
case("flip", [((2, 5), -1, 1)], lambda x: ops.flip(x, axis=1))
case("take", [((4, 3), -1, 1)], lambda x: ops.take(x, np.array([[3, 0, 3], [1, 1, -1]]), axis=0))
case("take_along_axis", [((2, 3), -1, 1)], lambda x: ops.take_along_axis(x, np.array([[2, 2], [0, 1]]), axis=1))
case("sort", [((2, 5), -1, 1)], lambda x: ops.sort(x, axis=-1))
case("top_k", [((2, 5), -1, 1)], lambda x: ops.top_k(x, 3)[0])
case("tril", [((3, 4), -1, 1)], lambda x: ops.tril(x, 1))
case("triu", [((3, 4), -1, 1)], lambda x: ops.triu(x, -1))
case("einsum", [((2, 3, 4), -1, 1), ((2, 4, 5), -1, 1)], lambda a, b: ops.einsum("bij,bjk->bki", a, b))
case("einsum three", [((2, 3), -1, 1), ((3, 2), -1, 1), ((2,), -1, 1)], lambda a, b, c: ops.einsum("ij,jk,k->i", a, b, c))
case("einsum trace", [((3, 3), -1, 1)], lambda x: tf.einsum("ii->", x))
case("einsum ellipsis", [((2, 3, 4), -1, 1), ((4, 2), -1, 1)], lambda a, b: tf.einsum("...i,ij->...j", a, b))
case("tensordot", [((2, 3, 4), -1, 1), ((4, 3, 2), -1, 1)], lambda a, b: ops.tensordot(a, b, [[1, 2], [1, 0]]))
case("dot", [((2, 3, 4), -1, 1), ((2, 4, 3), -1, 1)], ops.dot)
case("matmul", [((2, 3, 4), -1, 1), ((4, 2), -1, 1)], ops.matmul)

case("dot layer", [((2, 3, 4), -1, 1), ((2, 4, 5), -1, 1)], lambda a, b: layers.Dot(axes=(2, 1))([a, b]))
case("dot layer of rows", [((2, 3), -1, 1), ((2, 3), -1, 1)], lambda a, b: layers.Dot(axes=1)([a, b]))
case("dot layer normalized", [((2, 3, 4), -1, 1), ((2, 3), -1, 1)], lambda a, b: layers.Dot(axes=1, normalize=True)([a, b]))

# Convolutions
for padding in ["valid", "same"]:
    for s, d, g in [(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (3, 1, 1)]:
        case(f"conv2d {padding} {s} {d} {g}", [((2, 6, 5, 2), -1, 1), ((3, 2, 2 // g, 2), -1, 1)],
             lambda x, k, p=padding, s=s, d=d: ops.conv(x, k, s, p, dilation_rate=d))
    for s in [(1, 1), (2, 2)]:
        case(f"depthwise {padding} {s[0]}", [((2, 5, 4, 2), -1, 1), ((3, 3, 2, 2), -1, 1)],
             lambda x, k, p=padding, s=s: ops.depthwise_conv(x, k, s, p))
    case(f"separable {padding}", [((1, 5, 4, 2), -1, 1), ((2, 3, 2, 1), -1, 1), ((1, 1, 2, 3), -1, 1)],
         lambda x, d, p, q=padding: ops.separable_conv(x, d, p, 1, q))
    for s, o, d in [(1, None, 1), (2, None, 1), (2, 1, 1), (3, None, 1)]:
        case(f"conv2d_transpose {padding} {s} {o} {d}", [((1, 3, 2, 2), -1, 1), ((3, 2, 3, 2), -1, 1)],
             lambda x, k, p=padding, s=s, o=o, d=d: ops.conv_transpose(x, k, s, p, output_padding=o, dilation_rate=d))
    case(f"conv1d {padding}", [((2, 7, 2), -1, 1), ((3, 2, 3), -1, 1)], lambda x, k, p=padding: ops.conv(x, k, 2, p))
    case(f"conv1d_transpose {padding}", [((2, 4, 2), -1, 1), ((3, 3, 2), -1, 1)], lambda x, k, p=padding: ops.conv_transpose(x, k, 2, p))
    case(f"depthwise1d {padding}", [((2, 7, 2), -1, 1), ((3, 2, 2), -1, 1)], lambda x, k, p=padding: ops.depthwise_conv(x, k, 2, p))
    for size, s in [((2, 2), 2), ((3, 2), 1), ((3, 3), 2)]:
        for kind in ["max", "average"]:
            case(f"{kind}_pool {padding} {size[0]} {size[1]} {s}", [((2, 5, 6, 2), -1, 1)],
                 lambda x, p=padding, z=size, s=s, f=getattr(ops, kind + "_pool"): f(x, z, s, p))
    case(f"max_pool1d {padding}", [((2, 7, 2), -1, 1)], lambda x, p=padding: ops.max_pool(x, 3, 2, p))
    case(f"average_pool1d {padding}", [((2, 7, 2), -1, 1)], lambda x, p=padding: ops.average_pool(x, 3, 2, p))


def causal(x, k):
    layer = layers.Conv1D(3, 3, padding="causal", dilation_rate=2, use_bias=False)
    layer.build(x.shape)
    layer._kernel = k
    return ops.conv(ops.pad(x, [[0, 0], layer._compute_causal_padding()[1], [0, 0]]), k, 1, "valid", dilation_rate=2)


case("conv1d causal", [((2, 6, 2), -1, 1), ((3, 2, 3), -1, 1)], causal)
case("max_pool of equals", [((1, 3, 4, 1), 1, 1)], lambda x: ops.max_pool(x, (2, 2), 1, "same"))
for how in ["nearest", "bilinear"]:
    case(f"upsampling {how}", [((1, 2, 3, 2), -1, 1)], lambda x, h=how: layers.UpSampling2D((2, 3), interpolation=h)(x))
    for size in [(5, 7), (2, 2), (3, 9)]:
        case(f"resize {how} {size[0]} {size[1]}", [((1, 4, 3, 2), -1, 1)],
             lambda x, h=how, z=size: ops.image.resize(x, z, interpolation=h))

# Losses: the truth is fixed numbers, the gradient is that of the predictions and, where Keras has one, of the truth.
pair = [((3, 4), 0.05, 0.95), ((3, 4), 0.05, 0.95)]
wide = [((3, 4), -2, 2), ((3, 4), -2, 2)]
for name in "mean_squared_error mean_absolute_error huber log_cosh cosine_similarity squared_hinge hinge categorical_hinge".split():
    case(name, wide, getattr(losses, name))
for name in ("mean_absolute_percentage_error mean_squared_logarithmic_error kl_divergence poisson binary_crossentropy "
             "binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy dice tversky").split():
    case(name, pair, getattr(losses, name))
case("huber(0.4)", wide, lambda y, p: losses.huber(y, p, 0.4))
case("binary_crossentropy smoothed", pair, lambda y, p: losses.binary_crossentropy(y, p, label_smoothing=0.2))
case("categorical_crossentropy smoothed", pair, lambda y, p: losses.categorical_crossentropy(y, p, label_smoothing=0.2))
case("binary_crossentropy clipped", [((3, 4), 0, 1), ((3, 4), -0.3, 1.3)], losses.binary_crossentropy)
case("binary_focal_crossentropy balanced", pair, lambda y, p: losses.binary_focal_crossentropy(y, p, True, 0.3, 1.5))
labels = np.array([[0.0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0.5, 0.5]])
logits = [((3, 4), -4, 4)]
case("hinge of bits", logits, lambda p: losses.hinge(np.round(labels), p))
case("binary_crossentropy from logits", logits, lambda p: losses.binary_crossentropy(labels, p, from_logits=True))
case("categorical_crossentropy from logits", logits, lambda p: losses.categorical_crossentropy(labels, p, from_logits=True))
case("categorical_crossentropy from logits smoothed", logits, lambda p: losses.categorical_crossentropy(labels, p, from_logits=True, label_smoothing=0.1))
case("categorical_focal_crossentropy from logits", logits, lambda p: losses.categorical_focal_crossentropy(labels, p, from_logits=True))
case("binary_focal_crossentropy from logits", logits, lambda p: losses.binary_focal_crossentropy(labels, p, from_logits=True))
numbered = np.array([1, 3, 0])
case("sparse_categorical_crossentropy", [((3, 4), 0.05, 0.95)], lambda p: losses.sparse_categorical_crossentropy(numbered, p))
case("sparse_categorical_crossentropy from logits", logits, lambda p: losses.sparse_categorical_crossentropy(numbered, p, from_logits=True))
case("sparse_categorical_crossentropy ignoring", logits, lambda p: losses.sparse_categorical_crossentropy(numbered, p, from_logits=True, ignore_class=3))


# Normalization: operands x, gamma, beta
def batch(x, g, b):
    mean, variance = ops.moments(x, (0, 1))
    return ops.batch_normalization(x, mean, variance, -1, offset=b, scale=g, epsilon=1e-3)


def grouped(x, g, b):
    layer = layers.GroupNormalization(groups=2)
    layer.build(x.shape)
    layer.gamma, layer.beta = g, b
    return layer.call(x)


def masked(x, g, b):
    layer = layers.BatchNormalization()
    layer.build(x.shape)
    mean, variance = layer._moments(x, np.array([[True, True, False], [True, False, False]]))
    return ops.batch_normalization(x, mean, variance, -1, offset=b, scale=g, epsilon=1e-3)


norm = [((2, 3, 4), -2, 3), ((4,), 0.5, 1.5), ((4,), -1, 1)]
case("batch_norm", norm, batch)
case("batch_norm masked", norm, masked)
case("batch_norm given", norm + [((4,), -1, 1), ((4,), 0.5, 2)],
     lambda x, g, b, m, v: ops.batch_normalization(x, m, v, -1, offset=b, scale=g, epsilon=1e-3))
case("layer_norm", norm, lambda x, g, b: ops.layer_normalization(x, g, b, axis=-1, epsilon=1e-3))
case("layer_norm two axes", [((2, 3, 4), -2, 3), ((3, 4), 0.5, 1.5), ((3, 4), -1, 1)],
     lambda x, g, b: ops.layer_normalization(x, g, b, axis=[1, 2], epsilon=1e-3))
case("rms_norm", norm[:2], lambda x, g: ops.rms_normalization(x, g, axis=-1, epsilon=1e-6))
case("group_norm", norm, grouped)
case("unit_norm", norm[:1], lambda x: layers.UnitNormalization()(x))


# Recurrent layers: operands x, kernel, recurrent kernel, bias, initial states
def recurrent(make, states, mask=None):
    def run(x, k, r, b, *given):
        layer = make()
        layer.build(x.shape)
        cell = layer.cell
        cell.kernel, cell.recurrent_kernel, cell.bias = k, r, b
        return layer.call(x, initial_state=list(given) if states else None, mask=mask)
    return run


mask = np.array([[True, True, False, True], [False, True, True, False]])
U = 3
for name, gates, states, make in [
    ("simple_rnn", 1, 1, lambda **o: layers.SimpleRNN(U, **o)),
    ("lstm", 4, 2, lambda **o: layers.LSTM(U, use_cudnn=False, **o)),
    ("gru", 3, 1, lambda **o: layers.GRU(U, use_cudnn=False, **o)),
    ("gru before", 3, 1, lambda **o: layers.GRU(U, reset_after=False, use_cudnn=False, **o)),
]:
    bias = ((2, gates * U) if name == "gru" else (gates * U,), -0.5, 0.5)
    operands = [((2, 4, 2), -1, 1), ((2, gates * U), -1, 1), ((U, gates * U), -1, 1), bias]
    given = [((2, U), -0.5, 0.5)] * states
    case(name, operands, recurrent(make, False))
    case(name + " sequences", operands + given, recurrent(lambda m=make: m(return_sequences=True), True))
    case(name + " backwards", operands, recurrent(lambda m=make: m(return_sequences=True, go_backwards=True), False))
    case(name + " masked", operands + given, recurrent(lambda m=make: m(return_sequences=True), True, mask))
    case(name + " masked last", operands + given, recurrent(lambda m=make: m(), True, mask))
    case(name + " state", operands, recurrent(lambda m=make: m(return_state=True), False))
    if name != "simple_rnn":
        case(name + " hard", operands, recurrent(lambda m=make: m(recurrent_activation="hard_sigmoid", activation="relu"), False))


# Attention: operands query [N, T, D], value [N, S, D], key [N, S, D]
three = [((2, 3, 4), -1, 1), ((2, 5, 4), -1, 1), ((2, 5, 4), -1, 1)]
seen = np.array([[True, True, False, True, True], [True, False, False, True, True]])
case("attention", three, lambda q, v, k: layers.Attention()([q, v, k]))
case("attention masked", three, lambda q, v, k: layers.Attention()([q, v, k], mask=[None, seen]))
case("attention causal", three, lambda q, v, k: layers.Attention()([q, v, k], use_causal_mask=True))


def heads(causal=False, mask=None):
    def run(q, v, wq, bq, wk, bk, wv, bv, wo, bo):
        layer = layers.MultiHeadAttention(num_heads=2, key_dim=3)
        layer.build(q.shape, v.shape)
        for dense, w, b in [(layer._query_dense, wq, bq), (layer._key_dense, wk, bk), (layer._value_dense, wv, bv), (layer._output_dense, wo, bo)]:
            dense._kernel, dense.bias = w, b
        return layer.call(q, v, use_causal_mask=causal, attention_mask=None if mask is None else mask[:, None, :])
    return run


weights = [((4, 2, 3), -1, 1), ((2, 3), -1, 1)] * 3 + [((2, 3, 4), -1, 1), ((4,), -1, 1)]
case("multi_head", three[:2] + weights, heads())
case("multi_head masked", three[:2] + weights, heads(mask=seen))
case("multi_head causal", three[:2] + weights, heads(causal=True))


def text(values):
    return " ".join("%.11g" % v for v in np.asarray(values, dtype=np.float64).ravel())


def shape_text(shape):
    return ",".join(str(n) for n in shape) or "-"


import sys
only = sys.argv[1] if len(sys.argv) > 1 else ""
out = []
for name, inputs, function in cases:
    if only not in name:
        continue
    sources = [tf.Variable(numbers(*spec, seed)) for seed, spec in enumerate(inputs)]
    with tf.GradientTape() as tape:
        y = function(*[tf.convert_to_tensor(x) for x in sources])
        if isinstance(y, (list, tuple)):
            y = tf.concat([tf.reshape(part, [-1]) for part in y], 0)
        y = tf.convert_to_tensor(y)
        i = np.arange(1, int(np.prod(y.shape)) + 1, dtype=np.float64) * 0.7548776662466927
        score = tf.reduce_sum(tf.reshape(y, [-1]) * (0.2 + i - np.floor(i)))
    gradients = tape.gradient(score, sources, unconnected_gradients="zero")
    out.append("case " + name)
    for shape, low, high in inputs:
        out.append(f"in {shape_text(shape)} {low} {high}")
    out.append(f"out {shape_text(y.shape)} {text(y)}")
    for gradient in gradients:
        out.append("grad " + text(tf.convert_to_tensor(gradient)))
if only:
    print("\n".join(out))
else:
    with open(os.path.join(here, "keras_operations.txt"), "w") as file:
        file.write("\n".join(out) + "\n")
