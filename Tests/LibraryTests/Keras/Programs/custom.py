"""Layers, models, losses and training loops that a program defines."""
import numpy as np
import tensorflow as tf
import keras
from keras import layers as L


def fixed(shape, k):
    n = int(np.prod(shape))
    return ((np.arange(n) * 7919 + k * 613) % 1009 / 504.5 - 1).reshape(shape).astype("float32")


def weights_of(m):
    return [f"{float(np.abs(w).sum()):.3f}" for w in m.get_weights()]


def give(m):
    m.set_weights([fixed(w.shape, i + 1) * 0.5 for i, w in enumerate(m.get_weights())])


class Linear(L.Layer):
    def __init__(self, units=4, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="glorot_uniform", trainable=True, name="w")
        self.b = self.add_weight(shape=(self.units,), initializer="zeros", name="b")

    def call(self, inputs):
        return inputs @ self.w + self.b


class Block(L.Layer):
    def __init__(self):
        super().__init__()
        self.first = Linear(5)
        self.second = L.Dense(2, activation="tanh")
        self.drop = L.Dropout(0.5)

    def call(self, x, training=False):
        x = self.first(x)
        x = self.drop(x, training=training) if training is None else x
        return self.second(x)


m = keras.Sequential([keras.Input((3,)), Linear(4), L.Activation("relu"), Block(), L.Dense(1)])
print([w.shape for w in m.get_weights()], m.count_params(), [l.name for l in m.layers])
give(m)
X, Y = fixed((6, 3), 7), fixed((6, 1), 8)
m.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
print(f"{float(np.abs(m.predict(X, verbose=0)).sum()):.4f}", [f"{float(m.train_on_batch(X, Y)):.4f}" for _ in range(3)], weights_of(m))


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.one = L.Dense(4, activation="relu")
        self.two = L.Dense(1)

    def call(self, x):
        return self.two(self.one(x))


net = Net()
print(net(X).shape, len(net.weights), [v.shape for v in net.trainable_variables] == [(3, 4), (4,), (4, 1), (1,)])
give(net)
net.compile(optimizer="sgd", loss="mae", metrics=["mse"])
h = net.fit(X, Y, epochs=2, batch_size=6, verbose=0, shuffle=False)
print([f"{v:.4f}" for v in h.history["loss"]], weights_of(net))

# A training loop with a tape.
loop = keras.Sequential([keras.Input((3,)), L.Dense(4, activation="tanh"), L.BatchNormalization(), L.Dense(2)])
give(loop)
loop.layers[1].set_weights([np.ones(4), np.zeros(4), np.zeros(4), np.ones(4)])
optimizer = keras.optimizers.Adam(0.01)
loss_fn = lambda a, b: tf.reduce_mean(tf.square(a - b))
Y2 = fixed((6, 2), 9)
for step in range(3):
    with tf.GradientTape() as tape:
        pred = loop(X, training=True)
        loss = loss_fn(Y2, pred)
    grads = tape.gradient(loss, loop.trainable_variables)
    optimizer.apply_gradients(zip(grads, loop.trainable_variables))
    print(f"{float(loss):.4f}", [f"{float(np.abs(g.numpy()).sum()):.4f}" for g in grads])
print(weights_of(loop))

x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x * x * x + 2 * x
print(float(tape.gradient(y, x)))
c = tf.constant([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    tape.watch(c)
    z = tf.reduce_sum(tf.square(c)) + tf.reduce_mean(c)
print([f"{v:.4f}" for v in tape.gradient(z, c).numpy()])


def my_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1) + 0.1 * tf.reduce_mean(tf.abs(y_pred), axis=-1)


m = keras.Sequential([keras.Input((3,)), L.Dense(2)])
give(m)
m.compile(optimizer=keras.optimizers.SGD(0.1), loss=my_loss)
print([f"{float(m.train_on_batch(X, Y2)):.4f}" for _ in range(3)], weights_of(m))
