"""Accuracy of the course's networks on the real data: test accuracy, macro F1 and seconds of each.

The same file runs under CPython with Keras and under Svertka, on the files of the folder SVERTKA_DATA:

    svertka run accuracy.py mnist_cnn 1        network, seed
    python accuracy.py mnist_cnn 1

accuracy_table.py runs both and writes the table of docs/accuracy.md.
"""
import os
import sys
import time

import keras
import numpy as np
from keras import layers
from sklearn.metrics import f1_score


def data(name):
    """Training and test images and labels as Keras gives them; under CPython from the same files."""
    if sys.implementation.name == "svertka":
        return {"mnist": keras.datasets.mnist, "fashion-mnist": keras.datasets.fashion_mnist,
                "cifar-10": keras.datasets.cifar10}[name].load_data()
    import gzip
    folder = os.path.join(os.environ["SVERTKA_DATA"], name)

    def read(file):
        with gzip.open(os.path.join(folder, file)) as stream:
            return np.frombuffer(stream.read(), np.uint8)
    if name == "cifar-10":
        parts = [read(file).reshape(-1, 3073) for file in ("data_batch_1.bin.gz", "test_batch.bin.gz")]
        return [(part[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1), part[:, :1]) for part in parts]
    return [(read(f"{part}-images-idx3-ubyte.gz")[16:].reshape(-1, 28, 28), read(f"{part}-labels-idx1-ubyte.gz")[8:])
            for part in ("train", "t10k")]


def falling(rate, epochs, batch=128):
    """A learning rate that falls to 0 over epochs of 60,000 images."""
    return keras.optimizers.schedules.CosineDecay(rate, epochs * -(-60000 // batch))


def dense(optimizer):
    """The lecture's two layers: 784-800-10."""
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(800, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    return model, optimizer


def lenet5():
    """LeCun's network of 1998, with a learning rate that falls as his did."""
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(6, 5, padding="same", activation="tanh"),
        layers.AveragePooling2D((2, 2)),
        layers.Conv2D(16, 5, activation="tanh"),
        layers.AveragePooling2D((2, 2)),
        layers.Flatten(),
        layers.Dense(120, activation="tanh"),
        layers.Dense(84, activation="tanh"),
        layers.Dense(10, activation="softmax"),
    ])
    return model, keras.optimizers.SGD(falling(0.05, 15), momentum=0.9)


def two_convolutions(optimizer):
    """The lecture's convolutional network."""
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, (3, 3), activation="relu"),
        layers.Conv2D(64, (3, 3), activation="relu"),
        layers.MaxPooling2D((2, 2)),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ])
    return model, optimizer


def inception():
    """Two convolutions, then the lecture's Inception block: four branches of 64 filters."""
    def convolution(x, filters, size):
        return layers.Conv2D(filters, size, padding="same", activation="relu")(x)
    image = keras.Input((28, 28, 1))
    x = convolution(image, 32, 3)
    x = layers.MaxPooling2D(2)(convolution(x, 64, 3))
    x = layers.Dropout(0.25)(x)
    x = layers.Concatenate()([
        convolution(x, 64, 1),
        convolution(convolution(x, 48, 1), 64, 3),
        convolution(convolution(x, 32, 1), 64, 5),
        convolution(layers.MaxPooling2D(3, strides=1, padding="same")(x), 64, 1),
    ])
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Dense(128, activation="relu")(layers.Flatten()(x))
    x = layers.Dropout(0.5)(x)
    return keras.Model(image, layers.Dense(10, activation="softmax")(x)), keras.optimizers.Adam(falling(1e-3, 8))


def batch_normalized():
    """Six convolutions with batch normalization; half of the images are seen in a mirror."""
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.RandomFlip("horizontal")])
    for filters in (32, 64, 128):
        for _ in range(2):
            model.add(layers.Conv2D(filters, (3, 3), padding="same", use_bias=False))
            model.add(layers.BatchNormalization())
            model.add(layers.Activation("relu"))
        model.add(layers.MaxPooling2D((2, 2)))
        model.add(layers.Dropout(0.1))
    model.add(layers.Flatten())
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.Dropout(0.25))
    model.add(layers.Dense(10, activation="softmax"))
    return model, keras.optimizers.Adam(falling(2e-3, 12))


def cifar():
    """Keras's example cifar10_cnn."""
    model = keras.Sequential([keras.Input((32, 32, 3))])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, (3, 3), padding="same", activation="relu"))
        model.add(layers.Conv2D(filters, (3, 3), activation="relu"))
        model.add(layers.MaxPooling2D((2, 2)))
        model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(512, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    return model, keras.optimizers.Adam(1e-3)


# Network: data, model and optimizer, epochs, batch.
tasks = {
    "mnist_dense": ("mnist", lambda: dense(keras.optimizers.Adam(falling(1e-3, 15, 200))), 15, 200),
    "lenet5": ("mnist", lenet5, 15, 128),
    "mnist_cnn": ("mnist", lambda: two_convolutions(keras.optimizers.Adadelta(1.0)), 12, 128),
    "fashion_dense": ("fashion-mnist", lambda: dense("sgd"), 100, 200),
    "fashion_cnn": ("fashion-mnist", lambda: two_convolutions("adam"), 8, 128),
    "fashion_inception": ("fashion-mnist", inception, 8, 128),
    "fashion_bn": ("fashion-mnist", batch_normalized, 12, 128),
    "cifar_cnn": ("cifar-10", cifar, 8, 64),
}

name, seed = sys.argv[1], int(sys.argv[2])
source, build, epochs, batch = tasks[name]
keras.utils.set_random_seed(seed)
(x_train, y_train), (x_test, y_test) = data(source)
x_train = x_train.reshape(len(x_train), *x_train.shape[1:3], -1).astype("float32") / 255
x_test = x_test.reshape(len(x_test), *x_test.shape[1:3], -1).astype("float32") / 255
model, optimizer = build()
model.compile(loss="sparse_categorical_crossentropy", optimizer=optimizer, metrics=["accuracy"])
start = time.process_time()
model.fit(x_train, y_train, batch_size=batch, epochs=epochs, verbose=0)
seconds = time.process_time() - start
loss, accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
guessed = model.predict(x_test, batch_size=500, verbose=0).argmax(axis=1)
print(f"{name} {seed} accuracy {accuracy:.4f} f1 {f1_score(y_test.reshape(-1), guessed, average='macro'):.4f}",
      f"loss {loss:.4f} seconds {seconds:.0f}")
