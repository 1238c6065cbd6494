"""Networks of the lectures as graphs: Inception, residual and dense connections, U-Net, an autoencoder, a GAN's loop."""
import numpy as np
import keras
from keras import layers as L
from keras.models import Model, Sequential


def fixed(shape, k):
    n = int(np.prod(shape))
    return ((np.arange(n) * 7919 + k * 613) % 1009 / 504.5 - 1).reshape(shape).astype("float32")


def give(m):
    m.set_weights([fixed(w.shape, i + 1) * 0.3 + (1.0 if i % 7 == 5 and len(w.shape) == 1 else 0) for i, w in enumerate(m.get_weights())])


def show(m, X, classes=None):
    m.summary()
    give(m)
    p = m.predict(X, verbose=0)
    print(p.shape, f"{float(np.abs(p).sum()):.3f}")
    m.compile(optimizer=keras.optimizers.SGD(0.01), loss="mse")
    print([f"{float(m.train_on_batch(X, fixed(p.shape, 3))):.4f}" for _ in range(2)], f"{sum(float(np.abs(w).sum()) for w in m.get_weights()):.2f}")


x = keras.Input((8, 8, 3), name="image")
a = L.Conv2D(4, 1, padding="same", activation="relu", name="a")(x)
b = L.Conv2D(3, 1, activation="relu", name="b1")(x)
b = L.Conv2D(4, 3, padding="same", activation="relu", name="b2")(b)
c = L.Conv2D(2, 1, activation="relu", name="c1")(x)
c = L.Conv2D(4, 5, padding="same", activation="relu", name="c2")(c)
d = L.MaxPooling2D(3, strides=1, padding="same", name="d1")(x)
d = L.Conv2D(4, 1, activation="relu", name="d2")(d)
y = L.Concatenate(name="joined")([a, b, c, d])
y = L.Dense(3, activation="softmax", name="out")(L.GlobalAveragePooling2D(name="mean")(y))
show(Model(x, y, name="inception"), fixed((4, 8, 8, 3), 1))

x = keras.Input((6, 6, 2), name="image")
h = L.Conv2D(4, 3, padding="same", name="stem")(x)
for i in range(2):
    r = L.BatchNormalization(name=f"bn{i}")(h)
    r = L.Activation("relu", name=f"act{i}")(r)
    r = L.Conv2D(4, 3, padding="same", name=f"conv{i}")(r)
    h = L.Add(name=f"sum{i}")([h, r])
show(Model(x, L.Flatten(name="flat")(h), name="residual"), fixed((4, 6, 6, 2), 2))

p, q = keras.Input((3,), name="p"), keras.Input((3,), name="q")
joined = [getattr(L, name)([p, q]) for name in ["add", "subtract", "multiply", "average", "maximum", "minimum"]]
show(Model([p, q], L.concatenate(joined + [L.dot([p, q], axes=1)], axis=1), name="merged"), [fixed((4, 3), 7), fixed((4, 3), 8)])

x = keras.Input((5,), name="x")
h = x
for i in range(3):
    h = L.Concatenate(name=f"with{i}")([h, L.Dense(3, activation="relu", name=f"d{i}")(h)])
show(Model(x, h, name="dense_connections"), fixed((4, 5), 3))

x = keras.Input((8, 8, 1), name="image")
e1 = L.Conv2D(3, 3, padding="same", activation="relu", name="e1")(x)
e2 = L.Conv2D(5, 3, padding="same", activation="relu", name="e2")(L.MaxPooling2D(name="down")(e1))
u = L.Conv2DTranspose(3, 2, strides=2, name="up")(e2)
u = L.concatenate([u, e1], name="skip")
show(Model(x, L.Conv2D(1, 1, activation="sigmoid", name="mask")(u), name="u_net"), fixed((2, 8, 8, 1), 4))

encoder = Sequential([keras.Input((10,)), L.Dense(6, activation="relu", name="e"), L.Dense(2, name="code")], name="encoder")
decoder = Sequential([keras.Input((2,)), L.Dense(6, activation="relu", name="d"), L.Dense(10, name="picture")], name="decoder")
x = keras.Input((10,), name="x")
auto = Model(x, decoder(encoder(x)), name="autoencoder")
show(auto, fixed((6, 10), 5))
print(encoder.predict(fixed((2, 10), 6), verbose=0).round(3).tolist())

g = Sequential([keras.Input((2,)), L.Dense(4, activation="relu"), L.Dense(3)], name="g")
d = Sequential([keras.Input((3,)), L.Dense(4, activation="relu"), L.Dense(1, activation="sigmoid")], name="d")
give(g)
give(d)
d.compile(optimizer=keras.optimizers.SGD(0.1), loss="binary_crossentropy")
d.trainable = False
z = keras.Input((2,))
gan = Model(z, d(g(z)))
gan.compile(optimizer=keras.optimizers.SGD(0.1), loss="binary_crossentropy")
for i in range(3):
    d.trainable = True
    real = d.train_on_batch(fixed((4, 3), i), np.ones((4, 1)))
    fake = d.train_on_batch(g.predict(fixed((4, 2), i), verbose=0), np.zeros((4, 1)))
    d.trainable = False
    fooled = gan.train_on_batch(fixed((4, 2), i + 5), np.ones((4, 1)))
    print(f"{float(real):.4f} {float(fake):.4f} {float(fooled):.4f}", [f"{float(np.abs(w).sum()):.4f}" for m in (d, g) for w in m.get_weights()])

# One value as two outputs: both losses teach it.
keras.utils.set_random_seed(1)
value = keras.Input((3,))
same = L.Dense(2)
known = same(value)
model = keras.Model(value, [known, known])
same.set_weights([np.linspace(-1, 1, 6).reshape(3, 2), np.zeros(2)])
model.compile("sgd", ["mse", "mse"])
model.train_on_batch(np.ones((2, 3)), [np.ones((2, 2)), np.zeros((2, 2))])
print([np.round(w.astype("float64"), 5).tolist() for w in same.get_weights()])

# Extents that only the data tell.
model = keras.Sequential([
    keras.Input((None, None, 1)), L.Conv2D(3, 3, strides=2, padding="same"), L.MaxPooling2D(),
    L.GlobalAveragePooling2D(),
])
print(model.layers[0].output.shape, model.layers[1].output.shape, model.output_shape)
print(model.predict(np.ones((2, 8, 6, 1)), verbose=0).shape, model.predict(np.ones((3, 5, 9, 1)), verbose=0).shape)

# A weight that changes while a tape runs: each use learns what it was.
import tensorflow as tf

weight = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    first = tf.reduce_sum(weight * weight)
    weight.assign([5.0, 7.0])
    second = tf.reduce_sum(weight * weight * weight)
    total = first + second
print(float(total), tape.gradient(total, weight).numpy().tolist())
part, copied = weight[0], weight + 0.0
weight.assign([0.0, 0.0])
print(float(part), copied.numpy().tolist())
