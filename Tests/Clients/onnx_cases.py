"""Networks for the test of ONNX files: one for each kind of layer with its options.

A case is a name, shapes of the inputs, and lines that make `model` from `inputs`. Run by Svertka, this program exports
every case into the folder that SVERTKA_ONNX names, with an input and the model's own prediction beside it.
"""
import os
import numpy as np
import keras
from keras import layers, Input, Model, Sequential

folder = os.environ["SVERTKA_ONNX"]
keras.utils.set_random_seed(7)
rng = np.random.default_rng(1)


def save(name, model, data, whole=False):
    for weight in model.weights:
        low = 0.1 if "variance" in weight.name else -0.5
        weight.assign(rng.uniform(low, 0.6, weight.shape).astype("float32"))
    model.export(folder + "/" + name + ".onnx", format="onnx", verbose=False)
    data = data if isinstance(data, list) else [data]
    outputs = model.predict(data if len(data) > 1 else data[0], verbose=0)
    outputs = outputs if isinstance(outputs, list) else [outputs]
    arrays = {}
    for i, x in enumerate(data):
        arrays["x" + str(i)] = x
    for i, y in enumerate(outputs):
        arrays["y" + str(i)] = y
    np.savez(folder + "/" + name + ".npz", **arrays)


def numbers(*shape):
    return rng.normal(0, 1, (3,) + shape).astype("float32")


image, line, flat = (9, 8, 3), (7, 4), (6,)

stacks = {
    "dense": (flat, [layers.Dense(4, activation="relu"), layers.Dense(3, activation="softmax")]),
    "dense-no-bias": (flat, [layers.Dense(4, use_bias=False)]),
    "dense-on-sequences": (line, [layers.Dense(5, activation="tanh")]),
    "dense-without-bias-on-images": (image, [layers.Dense(2, use_bias=False)]),
    "conv1d": (line, [layers.Conv1D(5, 3, activation="relu")]),
    "conv1d-causal": (line, [layers.Conv1D(5, 3, padding="causal", dilation_rate=2)]),
    "conv1d-same-stride": (line, [layers.Conv1D(5, 4, padding="same", strides=2)]),
    "conv1d-groups": (line, [layers.Conv1D(4, 3, groups=2)]),
    "conv2d": (image, [layers.Conv2D(4, 3, activation="relu")]),
    "conv2d-same": (image, [layers.Conv2D(4, (3, 2), padding="same")]),
    "conv2d-same-stride": (image, [layers.Conv2D(4, 3, padding="same", strides=2)]),
    "conv2d-stride": (image, [layers.Conv2D(4, 3, strides=(2, 3), use_bias=False)]),
    "conv2d-dilated": (image, [layers.Conv2D(4, 3, dilation_rate=2)]),
    "conv2d-dilated-same": (image, [layers.Conv2D(4, 3, dilation_rate=(2, 1), padding="same")]),
    "conv2d-groups": (image, [layers.Conv2D(6, 3, groups=3, activation="softmax")]),
    "depthwise2d": (image, [layers.DepthwiseConv2D(3, depth_multiplier=2, activation="elu")]),
    "depthwise2d-stride": (image, [layers.DepthwiseConv2D(3, strides=2, padding="same")]),
    "depthwise1d": (line, [layers.DepthwiseConv1D(3, depth_multiplier=2)]),
    "separable2d": (image, [layers.SeparableConv2D(5, 3, padding="same", activation="relu")]),
    "separable2d-stride": (image, [layers.SeparableConv2D(5, 3, strides=2, depth_multiplier=2)]),
    "separable1d": (line, [layers.SeparableConv1D(5, 3, use_bias=False)]),
    "transposed2d": (image, [layers.Conv2DTranspose(4, 3, activation="relu")]),
    "transposed2d-same": (image, [layers.Conv2DTranspose(4, 3, strides=2, padding="same")]),
    "transposed2d-small-window": (image, [layers.Conv2DTranspose(4, 2, strides=3, padding="same")]),
    "transposed2d-valid-stride": (image, [layers.Conv2DTranspose(4, 4, strides=(2, 3), use_bias=False)]),
    "transposed2d-output-padding": (image, [layers.Conv2DTranspose(4, 3, strides=2, output_padding=1)]),
    "transposed1d": (line, [layers.Conv1DTranspose(4, 3, strides=2, padding="same")]),
    "local2d": (image, [layers.LocallyConnected2D(2, 3, strides=(2, 1), activation="tanh")]),
    "local1d": (line, [layers.LocallyConnected1D(2, 3)]),
    "max-pooling2d": (image, [layers.MaxPooling2D()]),
    "max-pooling2d-same": (image, [layers.MaxPooling2D(3, strides=2, padding="same")]),
    "average-pooling2d": (image, [layers.AveragePooling2D((2, 3))]),
    "average-pooling2d-same": (image, [layers.AveragePooling2D(3, strides=2, padding="same")]),
    "max-pooling1d": (line, [layers.MaxPooling1D(2)]),
    "average-pooling1d": (line, [layers.AveragePooling1D(3, strides=2, padding="same")]),
    "global-average2d": (image, [layers.GlobalAveragePooling2D()]),
    "global-average2d-after-convolution": (image, [layers.Conv2D(4, 3), layers.GlobalAveragePooling2D(keepdims=True)]),
    "global-max2d": (image, [layers.Conv2D(4, 3), layers.GlobalMaxPooling2D()]),
    "global-average1d": (line, [layers.GlobalAveragePooling1D()]),
    "global-max1d": (line, [layers.GlobalMaxPooling1D(keepdims=True)]),
    "batch-normalization": (image, [layers.BatchNormalization()]),
    "batch-normalization-after-convolution": (image, [layers.Conv2D(4, 3), layers.BatchNormalization(epsilon=0.01)]),
    "batch-normalization-of-rows": (flat, [layers.BatchNormalization(scale=False)]),
    "batch-normalization-bare": (image, [layers.Conv2D(4, 3), layers.BatchNormalization(center=False, scale=False)]),
    "batch-normalization-axis": (image, [layers.BatchNormalization(axis=1)]),
    "layer-normalization": (line, [layers.LayerNormalization()]),
    "layer-normalization-axes": (image, [layers.LayerNormalization(axis=(1, 3), center=False)]),
    "group-normalization": (image, [layers.Conv2D(6, 3), layers.GroupNormalization(groups=2)]),
    "group-normalization-of-sequences": (line, [layers.GroupNormalization(groups=-1)]),
    "unit-normalization": (line, [layers.UnitNormalization(axis=1)]),
    "local-response-normalization": (image, [layers.Conv2D(7, 3), layers.LocalResponseNormalization(alpha=0.5)]),
    "normalization": (flat, [layers.Normalization(mean=[1, 2, 3, 4, 5, 6], variance=[1, 2, 1, 2, 1, 2])]),
    "rescaling": (image, [layers.Rescaling(1 / 255, offset=-1)]),
    "flatten": (image, [layers.Flatten()]),
    "flatten-after-convolution": (image, [layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(2)]),
    "reshape": (image, [layers.Reshape((8, -1))]),
    "permute": (image, [layers.Permute((3, 1, 2))]),
    "repeat-vector": (flat, [layers.RepeatVector(4)]),
    "zero-padding2d": (image, [layers.ZeroPadding2D(((1, 2), (0, 3)))]),
    "zero-padding1d": (line, [layers.ZeroPadding1D((2, 1))]),
    "cropping2d": (image, [layers.Cropping2D(((1, 2), (0, 3)))]),
    "cropping1d": (line, [layers.Cropping1D((0, 2))]),
    "up-sampling2d": (image, [layers.UpSampling2D((2, 3))]),
    "up-sampling2d-bilinear": (image, [layers.UpSampling2D(2, interpolation="bilinear")]),
    "up-sampling1d": (line, [layers.UpSampling1D(3)]),
    "resizing": (image, [layers.Resizing(5, 13)]),
    "resizing-nearest": (image, [layers.Resizing(5, 13, interpolation="nearest")]),
    "center-crop": (image, [layers.CenterCrop(4, 5)]),
    "center-crop-larger": (image, [layers.CenterCrop(12, 5)]),
    "at-random": (image, [layers.RandomFlip(), layers.RandomRotation(0.1), layers.RandomZoom(0.1),
                          layers.RandomTranslation(0.1, 0.1), layers.RandomContrast(0.1), layers.RandomCrop(5, 5)]),
    "forgetting": (line, [layers.Dropout(0.5), layers.SpatialDropout1D(0.5), layers.GaussianNoise(1),
                          layers.GaussianDropout(0.4), layers.ActivityRegularization(0.1), layers.Identity()]),
    "drop-connect": (flat, [layers.DropConnect(layers.Dense(3), 0.5)]),
    "relu": (image, [layers.ReLU()]),
    "relu-with-everything": (image, [layers.ReLU(max_value=1.5, negative_slope=0.1, threshold=0.2)]),
    "leaky-relu": (image, [layers.Conv2D(2, 3), layers.LeakyReLU(negative_slope=0.2)]),
    "prelu": (image, [layers.Conv2D(2, 3), layers.PReLU(shared_axes=[1, 2])]),
    "elu": (line, [layers.ELU(alpha=0.7)]),
    "softmax": (line, [layers.Softmax(axis=1)]),
    "simple-rnn": (line, [layers.SimpleRNN(5)]),
    "simple-rnn-sequences": (line, [layers.SimpleRNN(5, return_sequences=True, activation="relu")]),
    "lstm": (line, [layers.LSTM(5)]),
    "lstm-sequences": (line, [layers.LSTM(5, return_sequences=True), layers.LSTM(3, go_backwards=True)]),
    "lstm-backwards-sequences": (line, [layers.LSTM(5, return_sequences=True, go_backwards=True, use_bias=False)]),
    "lstm-other-activations": (line, [layers.LSTM(5, activation="softsign", recurrent_activation="hard_sigmoid")]),
    "gru": (line, [layers.GRU(5)]),
    "gru-reset-before": (line, [layers.GRU(5, reset_after=False, return_sequences=True)]),
    "gru-linear": (line, [layers.GRU(5, activation="linear", recurrent_activation="hard_sigmoid")]),
    "bidirectional": (line, [layers.Bidirectional(layers.LSTM(5, return_sequences=True)),
                             layers.Bidirectional(layers.GRU(3), merge_mode="sum")]),
    "bidirectional-average": (line, [layers.Bidirectional(layers.SimpleRNN(3), merge_mode="ave")]),
    "time-distributed": (line, [layers.TimeDistributed(layers.Dense(3, activation="relu"))]),
    "time-distributed-images": ((2,) + image, [layers.TimeDistributed(layers.Conv2D(2, 3)), layers.Flatten()]),
    "masking": (line, [layers.Masking(mask_value=0.0), layers.Dense(2)]),
    "lambda": (line, [layers.Lambda(lambda x: -x + x[:, ::-1] * 2)]),
    "lambda-sum": (line, [layers.Lambda(lambda x: (x * x)[:, 1:] - 1)]),
    "lenet-5": ((28, 28, 1), [
        layers.Conv2D(6, 5, padding="same", activation="tanh"), layers.AveragePooling2D(),
        layers.Conv2D(16, 5, activation="tanh"), layers.AveragePooling2D(), layers.Flatten(),
        layers.Dense(120, activation="tanh"), layers.Dense(84, activation="tanh"),
        layers.Dense(10, activation="softmax")]),
}
for name in ["relu", "sigmoid", "tanh", "softmax", "softplus", "softsign", "elu", "selu", "gelu", "silu", "relu6",
             "leaky_relu", "exponential", "hard_sigmoid", "hard_silu", "mish", "log_sigmoid", "log_softmax", "celu",
             "linear", "step"]:
    stacks["activation-" + name] = (image, [layers.Conv2D(3, 3), layers.Activation(name)])

for name, (shape, stack) in stacks.items():
    save(name, Sequential([Input(shape)] + stack), numbers(*shape))

words = rng.integers(0, 20, (3, 6))
save("embedding", Sequential([Input((6,)), layers.Embedding(20, 4), layers.GRU(3)]), words.astype("float32"))
save("embedding-of-whole-numbers", Sequential([Input((6,), dtype="int32"), layers.Embedding(20, 4)]),
     words.astype("int32"))
save("any-length", Sequential([Input((None, 4)), layers.Conv1D(3, 3, padding="same", activation="relu"),
                               layers.LSTM(3, return_sequences=True), layers.Dense(2)]), numbers(11, 4))
save("any-size", Sequential([Input((None, None, 3)), layers.Conv2D(3, 3, strides=2, padding="same"),
                             layers.MaxPooling2D(padding="same"), layers.GlobalAveragePooling2D()]), numbers(9, 8, 3))
save("any-length-flattened", Sequential([Input((None, 4)), layers.Lambda(lambda x: x[:, 1:-1] * 2),
                                         layers.GlobalMaxPooling1D()]), numbers(11, 4))

# What lies outside of a part is larger than all in it.
edges = numbers(11, 4)
edges[:, 0] = edges[:, -1] = edges[:, -2] = 9
for name, part in {"1-1": lambda x: x[:, 1:-1], "2": lambda x: x[:, 2:], "every-second": lambda x: x[:, 1::2],
                   "backwards": lambda x: x[:, ::-1], "last": lambda x: x[:, -3:]}.items():
    save("any-length-part-" + name, Sequential([Input((None, 4)), layers.Lambda(part), layers.GlobalMaxPooling1D()]), edges)

# Graphs.
for kind in ["Add", "Multiply", "Average", "Maximum", "Minimum", "Subtract"]:
    a, b = Input(image, name="left"), Input(image, name="right")
    y = getattr(layers, kind)()([layers.Conv2D(4, 3)(a), layers.Conv2D(4, 3)(b)])
    save("merge-" + kind, Model([a, b], layers.Conv2D(2, 3)(y)), [numbers(*image), numbers(*image)])
a, b, c = Input(flat), Input((4,)), Input((6,))
save("concatenate", Model([a, b, c], layers.Concatenate()([a, b, c])), [numbers(6), numbers(4), numbers(6)])
a = Input(image)
left, right = layers.Conv2D(4, 1, activation="relu")(a), layers.Conv2D(2, 3, padding="same")(a)
save("inception", Model(a, layers.Flatten()(layers.Concatenate()([left, right, layers.MaxPooling2D(3, strides=1, padding="same")(a)]))), numbers(*image))
a = Input(line)
save("concatenate-steps", Model(a, layers.concatenate([a, layers.Dense(4)(a)], axis=1)), numbers(*line))
a = Input(image)
y = layers.Conv2D(3, 3, padding="same")(a)
y = layers.BatchNormalization()(y)
y = layers.Activation("relu")(y)
save("residual", Model(a, layers.Conv2D(3, 3)(y + a)), numbers(*image))
a, b = Input(line), Input(line)
save("dot", Model([a, b], layers.Dot(axes=2)([a, b])), [numbers(*line), numbers(*line)])
a, b = Input(flat), Input(flat)
save("dot-cosine", Model([a, b], layers.Dot(axes=1, normalize=True)([a, b])), [numbers(6), numbers(6)])
a = Input(line)
save("attention", Model(a, layers.Attention(use_scale=True)([a, layers.Dense(4)(a)])), numbers(*line))
a = Input(line)
save("attention-causal", Model(a, layers.Attention()([a, a], use_causal_mask=True)), numbers(*line))
a = Input(line)
save("multi-head", Model(a, layers.MultiHeadAttention(2, 3, value_dim=5)(a, layers.Dense(3)(a))), numbers(*line))
a = Input(line)
save("multi-head-causal", Model(a, layers.MultiHeadAttention(2, 3)(a, a, use_causal_mask=True)), numbers(*line))
a = Input(line)
whole, h, c = layers.LSTM(3, return_sequences=True, return_state=True)(a)
out, state = layers.GRU(3, return_state=True)(whole, initial_state=h)
save("states", Model(a, [out, state, layers.LSTM(3)(a, initial_state=[h, c])]), numbers(*line))
a = Input(flat, name="шесть чисел")
shared = layers.Dense(6, activation="tanh", name="общий слой")
save("shared-and-two-outputs", Model(a, [shared(shared(a)), layers.Dense(2)(shared(a))]), numbers(6))
inner = Sequential([Input(image), layers.Conv2D(4, 3), layers.MaxPooling2D()], name="inner")
a, b = Input(image), Input(image)
save("nested", Model([a, b], layers.Dense(2)(layers.Flatten()(inner(a) - inner(b)))), [numbers(*image), numbers(*image)])
a = Input(line)
save("arithmetic", Model(a, (2 - a * 3 / 4) ** 2 + a[:, 2:3] - a[:, -1:]), numbers(*line))
a = Input(flat)
ops = keras.ops
a = Input(line)
products = ops.matmul(ops.maximum(ops.exp(-a), ops.tanh(a)), ops.transpose(a, (0, 2, 1)))
save("functions", Model(a, products + ops.logsumexp(a, axis=-1, keepdims=True)), numbers(*line))
a = Input(flat)
save("input-is-output", Model(a, [a, layers.Dense(6)(a)]), numbers(6))


class Scale(layers.Layer):
    def build(self, shape):
        self.factor = self.add_weight(shape=(shape[-1],), name="factor")

    def call(self, x):
        return x * self.factor + 1


save("layer-of-the-program", Sequential([Input(line), Scale(), layers.Dense(2)]), numbers(*line))

refusals = []


def refuse(name, model):
    try:
        model.export(folder + "/refused.onnx", format="onnx")
    except Exception as error:
        refusals.append(name + ": " + str(error).split("\n")[0])


refuse("mask", Sequential([Input((6,)), layers.Embedding(20, 4, mask_zero=True), layers.LSTM(3)]))
refuse("activation", Sequential([Input(line), layers.LSTM(3, activation="gelu")]))
refuse("unbuilt", Sequential([layers.Dense(3)]))
with open(folder + "/refusals.txt", "w") as file:
    file.write("\n".join(refusals))
print(len(stacks), "stacks")
