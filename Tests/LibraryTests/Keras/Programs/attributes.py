"""Attributes of layers, of their initializers, regularizers and constraints, and of callbacks, before and after training."""
import keras
import numpy as np
from keras import layers as L


def shown(value):
    """A value's kind and what it holds, the same in both languages."""
    kind = type(value).__name__
    if kind in ("int", "float", "str", "bool", "NoneType"):
        return repr(value)
    if kind in ("list", "tuple", "TrackedList"):
        inside = ", ".join(shown(part) for part in value)
        return f"[{inside}]" if kind == "list" else f"({inside})"
    return "function " + value.__name__ if hasattr(value, "__name__") else "object " + kind


LAYERS = [
    L.Dense(3, activation="relu", kernel_regularizer="l2", kernel_constraint="max_norm", activity_regularizer="l1"),
    L.Dense(3), L.Activation("relu"), L.Dropout(0.5), L.Flatten(), L.Reshape((4, 2)), L.Permute((2, 1)),
    L.RepeatVector(3), L.Embedding(10, 4), L.Masking(), L.Identity(), L.Rescaling(1 / 255), L.ReLU(), L.ReLU(max_value=6),
    L.LeakyReLU(), L.PReLU(), L.ELU(), L.Softmax(), L.Conv1D(4, 3, activation="relu"), L.Conv2D(4, 3),
    L.Conv2D(4, (3, 5), strides=2, padding="SAME", dilation_rate=1, activation="tanh"), L.Conv2D(4, 3, groups=2),
    L.DepthwiseConv1D(3), L.DepthwiseConv2D(3), L.SeparableConv1D(4, 3), L.SeparableConv2D(4, 3), L.Conv1DTranspose(4, 3),
    L.Conv2DTranspose(4, 3, strides=2), L.MaxPooling1D(), L.MaxPooling2D(), L.MaxPooling2D(3, strides=1),
    L.AveragePooling1D(4), L.AveragePooling2D(2), L.GlobalAveragePooling1D(), L.GlobalAveragePooling2D(),
    L.GlobalMaxPooling1D(), L.GlobalMaxPooling2D(), L.ZeroPadding1D(), L.ZeroPadding2D(), L.ZeroPadding2D((1, 2)),
    L.ZeroPadding2D(((1, 2), (3, 4))), L.Cropping1D(), L.Cropping1D(2), L.Cropping2D(), L.Cropping2D(1), L.UpSampling1D(),
    L.UpSampling2D(), L.UpSampling2D(3, interpolation="bilinear"), L.BatchNormalization(), L.LayerNormalization(),
    L.GroupNormalization(2), L.UnitNormalization(), L.SpatialDropout1D(0.2), L.SpatialDropout2D(0.2), L.GaussianNoise(0.2),
    L.GaussianDropout(0.2), L.Add(), L.Subtract(), L.Multiply(), L.Average(), L.Maximum(), L.Minimum(), L.Concatenate(),
    L.Dot(1), L.SimpleRNN(4), L.LSTM(4, return_sequences=True), L.GRU(4), L.TimeDistributed(L.Dense(4)), L.Attention(),
    L.MultiHeadAttention(2, 4), L.RandomFlip(), L.RandomRotation(0.1), L.RandomTranslation(0.1, 0.2), L.RandomZoom(0.1),
    L.RandomBrightness(0.1), L.CenterCrop(4, 5), L.Normalization(),
]
NAMES = """activation kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer
kernel_constraint bias_constraint units use_bias filters kernel_size strides padding dilation_rate groups data_format rank
pool_size keepdims rate target_shape dims n input_dim output_dim embeddings_initializer embeddings_regularizer
embeddings_constraint mask_zero mask_value scale offset max_value negative_slope threshold alpha alpha_initializer
alpha_regularizer alpha_constraint shared_axes axis depth_multiplier depthwise_initializer depthwise_regularizer
depthwise_constraint pointwise_initializer pointwise_regularizer pointwise_constraint output_padding cropping size
interpolation momentum epsilon center beta_initializer gamma_initializer beta_regularizer gamma_regularizer
beta_constraint gamma_constraint moving_mean_initializer moving_variance_initializer stddev axes normalize
recurrent_activation recurrent_initializer recurrent_regularizer recurrent_constraint unit_forget_bias dropout
recurrent_dropout return_sequences return_state go_backwards stateful unroll reset_after layer score_mode num_heads
key_dim value_dim use_scale dtype compute_dtype variable_dtype trainable built losses""".split()
UNLIKE = {"MultiHeadAttention": "kernel_initializer bias_initializer kernel_regularizer bias_regularizer kernel_constraint "
          "bias_constraint".split()}
for layer in LAYERS:
    kind = type(layer).__name__
    found = [f"{name}={shown(getattr(layer, name))}" for name in NAMES
             if name not in UNLIKE.get(kind, ()) and hasattr(layer, name)]
    print(kind, "; ".join(found))

print("functions")
dense = L.Dense(2, activation="relu", kernel_initializer="he_normal", kernel_regularizer=keras.regularizers.L1L2(0.5, 0.25))
print(dense.activation is keras.activations.relu, dense.activation.__name__, float(dense.activation(np.array([-1.0, 2.0]))[1]))
print(L.Dense(2).activation.__name__, L.LSTM(2).recurrent_activation is keras.activations.sigmoid)
double = lambda x: 2 * x
print(L.Dense(2, activation=double).activation is double)
print(dense.kernel_regularizer.l1, dense.kernel_regularizer.l2, float(dense.kernel_regularizer(np.array([[1.0, -2.0]]))))
print(dense.kernel_initializer((3, 2)).shape, float(np.sum(keras.initializers.Constant(3.0)(shape=(2, 2)))))
print(dense.get_config()["activation"], dense.get_config()["kernel_regularizer"]["config"])
w = np.array([[1.0, -2.0], [3.0, 4.0]], "float32")
for rule in (keras.constraints.MaxNorm(2), keras.constraints.NonNeg(), keras.constraints.UnitNorm(axis=1),
             keras.constraints.MinMaxNorm(0.1, 1.0, 0.5)):
    print(type(rule).__name__, np.round(np.array(rule(w)).astype('float64'), 4).tolist(), rule.get_config())
for make in (keras.initializers.RandomNormal(stddev=0.1, seed=1), keras.initializers.VarianceScaling(2.0, seed=2)):
    print(type(make).__name__, [shown(getattr(make, name)) for name in ("seed", "stddev", "mean", "scale", "mode") if hasattr(make, name)])
print(keras.activations.get("tanh") is keras.activations.tanh, keras.activations.get(None).__name__, type(keras.initializers.get("he_normal")).__name__,
      type(keras.regularizers.get("l2")).__name__, keras.constraints.get(None), L.GlobalAvgPool2D is L.GlobalAveragePooling2D)
print(isinstance(dense, keras.Layer), issubclass(keras.losses.MeanSquaredError, keras.Loss), isinstance(keras.optimizers.SGD(), keras.Optimizer))
conv = L.Conv2D(1, 3)
conv.build((1, 8, 8, 1))
print(conv.built, [tuple(weight.shape) for weight in conv.weights])

print("losses of weights")
net = keras.Sequential([keras.Input((2,)), L.Dense(2, kernel_regularizer="l2"), L.Dense(1, kernel_regularizer="l1")])
net.set_weights([w, np.zeros(2), w[:, :1], np.zeros(1)])
print([round(float(loss), 5) for loss in net.losses], [len(layer.losses) for layer in net.layers])

print("callbacks")
x = np.arange(20.0).reshape(10, 2)
y = x.sum(axis=1, keepdims=True)
C = keras.callbacks
calls = [C.EarlyStopping(monitor="loss", patience=1, restore_best_weights=True),
         C.ReduceLROnPlateau(monitor="loss", patience=1, min_delta=0), C.LearningRateScheduler(lambda epoch, rate: rate),
         C.TerminateOnNaN(), C.History()]
NAMES = """monitor min_delta patience verbose baseline restore_best_weights start_from_epoch best best_epoch stopped_epoch
wait factor cooldown cooldown_counter min_lr""".split()


def state():
    for call in calls:
        found = [f"{name}={shown(getattr(call, name))}" for name in NAMES if hasattr(call, name) and name != "best"]
        if getattr(call, "best", None) is not None:
            found.append(f"best={call.best:.2f}")
        print(type(call).__name__, isinstance(call, C.Callback), "; ".join(found), call.params)


state()
net = keras.Sequential([keras.Input((2,)), L.Dense(1)])
net.compile("sgd", "mse")
net.set_weights([np.array([[0.1], [0.2]]), np.zeros(1)])
history = net.fit(x, y, epochs=4, batch_size=10, verbose=0, callbacks=calls)
state()
print(history is calls[-1], history.epoch, sorted(history.history), history.model is net, calls[0].model is net, len(calls[0].best_weights))
