"""Training and prediction speed of the course's networks, in images per second.

The same file runs under CPython with Keras and under Svertka:

    python networks.py mnist_cnn          svertka run networks.py mnist_cnn

Each printed line is one result: network, what, images per second.
"""
import sys
import time

import keras
import numpy as np
from keras import layers

np.random.seed(7)


def mnist_dense():
    """The lecture's two layers: 784-800-10."""
    model = keras.Sequential([
        keras.Input((784,)),
        layers.Dense(800, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    return model, (784,), 20000, 200, "sgd"


def lenet5():
    """LeCun's network of 1998."""
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
    return model, (28, 28, 1), 12800, 128, "sgd"


def mnist_cnn():
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
    return model, (28, 28, 1), 6400, 128, "adadelta"


def cifar_cnn():
    """Keras's example for CIFAR-10."""
    model = keras.Sequential([
        keras.Input((32, 32, 3)),
        layers.Conv2D(32, (3, 3), padding="same", activation="relu"),
        layers.Conv2D(32, (3, 3), activation="relu"),
        layers.MaxPooling2D((2, 2)),
        layers.Dropout(0.25),
        layers.Conv2D(64, (3, 3), padding="same", activation="relu"),
        layers.Conv2D(64, (3, 3), activation="relu"),
        layers.MaxPooling2D((2, 2)),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ])
    return model, (32, 32, 3), 3200, 32, "rmsprop"


networks = {"mnist_dense": mnist_dense, "lenet5": lenet5, "mnist_cnn": mnist_cnn, "cifar_cnn": cifar_cnn}


def measure(name):
    model, shape, count, batch, optimizer = networks[name]()
    x = np.random.rand(count, *shape).astype("float32")
    y = keras.utils.to_categorical(np.random.randint(0, 10, count), 10)
    model.compile(loss="categorical_crossentropy", optimizer=optimizer, metrics=["accuracy"])
    # The first steps pay for compiling the graph.
    model.fit(x[:batch * 2], y[:batch * 2], batch_size=batch, epochs=1, verbose=0)
    start = time.perf_counter()
    model.fit(x, y, batch_size=batch, epochs=1, verbose=0)
    train = count / (time.perf_counter() - start)
    model.predict(x, batch_size=batch, verbose=0)
    start = time.perf_counter()
    model.predict(x, batch_size=batch, verbose=0)
    predict = count / (time.perf_counter() - start)
    print(f"{name} train {train:.0f}")
    print(f"{name} predict {predict:.0f}")


for name in sys.argv[1:] or networks:
    measure(name)
