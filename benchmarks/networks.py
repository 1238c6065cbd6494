"""Training and prediction speed of the course's networks, in images per second.

The same file runs under CPython with Keras and under Svertka:

    python networks.py mnist_cnn          svertka run networks.py mnist_cnn

Each printed line is one result: network, what, images per second; after --cpu per second of processor time, which other
work on the machine disturbs less. --train trains three epochs and predicts nothing, for profiles; --epochs prints images
and seconds of epochs of a growing number of images.
"""
import sys
import time

import keras
import numpy as np
from keras import layers

np.random.seed(7)
clock = time.process_time if "--cpu" in sys.argv else time.perf_counter


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


def fashion_bn():
    """Six convolutions with batch normalization."""
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64, 128):
        for _ in range(2):
            model.add(layers.Conv2D(filters, (3, 3), padding="same", use_bias=False))
            model.add(layers.BatchNormalization())
            model.add(layers.Activation("relu"))
        model.add(layers.MaxPooling2D((2, 2)))
        model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(256, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    return model, (28, 28, 1), 3200, 200, "adam"


def inception():
    """Two of the lecture's Inception blocks."""
    def convolution(x, size):
        return layers.Conv2D(32, size, padding="same", activation="relu")(x)
    inputs = keras.Input((28, 28, 1))
    x = layers.MaxPooling2D((2, 2))(convolution(inputs, 3))
    for _ in range(2):
        x = layers.Concatenate()([
            convolution(x, 1),
            convolution(convolution(x, 1), 3),
            convolution(convolution(x, 1), 5),
            convolution(layers.MaxPooling2D((3, 3), strides=(1, 1), padding="same")(x), 1),
        ])
    outputs = layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, outputs), (28, 28, 1), 6400, 128, "adam"


def lstm():
    """A recurrent network of 128 cells over 80 steps."""
    model = keras.Sequential([
        keras.Input((80, 32)),
        layers.LSTM(128),
        layers.Dense(10, activation="softmax"),
    ])
    return model, (80, 32), 640, 64, "adam"


def normalized(x, filters, size=3, strides=1, activation="relu"):
    """A convolution, its normalization, and an activation."""
    x = layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    return layers.Activation(activation)(x) if activation else x


def resnet20():
    """He and others' network of 20 layers for CIFAR-10."""
    inputs = keras.Input((32, 32, 3))
    x = normalized(inputs, 16)
    for filters in (16, 32, 64):
        for block in range(3):
            strides = 2 if filters > 16 and block == 0 else 1
            y = normalized(normalized(x, filters, strides=strides), filters, activation=None)
            if strides == 2:
                x = layers.Conv2D(filters, 1, strides=2, padding="same")(x)
            x = layers.Activation("relu")(layers.Add()([x, y]))
    outputs = layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, outputs), (32, 32, 3), 1280, 64, "adam"


def separable():
    """Convolutions by channel and across channels in turn, as in MobileNet."""
    inputs = keras.Input((32, 32, 3))
    x = normalized(inputs, 32)
    for filters, strides in ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1)):
        x = layers.DepthwiseConv2D(3, strides=strides, padding="same", use_bias=False)(x)
        x = layers.Activation("relu")(layers.BatchNormalization()(x))
        x = normalized(x, filters, size=1)
    outputs = layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, outputs), (32, 32, 3), 1280, 64, "adam"


def unet():
    """Down to 16 x 16 and up again: a mask of the image."""
    def pair(x, filters):
        for _ in range(2):
            x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        return x
    inputs = keras.Input((128, 128, 1))
    x, levels = inputs, []
    for filters in (16, 32, 64):
        x = pair(x, filters)
        levels.append((filters, x))
        x = layers.MaxPooling2D(2)(x)
    x = pair(x, 128)
    for filters, level in reversed(levels):
        x = layers.Conv2DTranspose(filters, 2, strides=2)(x)
        x = pair(layers.Concatenate()([level, x]), filters)
    outputs = layers.Conv2D(1, 1, activation="sigmoid")(x)
    return keras.Model(inputs, outputs), (128, 128, 1), 64, 8, "adam"


networks = {
    "mnist_dense": mnist_dense, "lenet5": lenet5, "mnist_cnn": mnist_cnn, "cifar_cnn": cifar_cnn,
    "fashion_bn": fashion_bn, "inception": inception, "lstm": lstm, "resnet20": resnet20, "separable": separable,
    "unet": unet,
}


def measure(name):
    model, shape, count, batch, optimizer = networks[name]()
    x = np.random.rand(count, *shape).astype("float32")
    if len(model.output_shape) == 4:
        y, loss = (np.random.rand(count, *shape) > 0.5).astype("float32"), "binary_crossentropy"
    else:
        y, loss = keras.utils.to_categorical(np.random.randint(0, 10, count), 10), "categorical_crossentropy"
    model.compile(loss=loss, optimizer=optimizer, metrics=["accuracy"])
    # The first steps pay for compiling the graph.
    model.fit(x[:batch * 2], y[:batch * 2], batch_size=batch, epochs=1, verbose=0)
    if "--epochs" in sys.argv:
        for images in [count // 8, count // 4, count // 2, count]:
            start = clock()
            model.fit(x[:images], y[:images], batch_size=batch, epochs=1, verbose=0)
            print(images, clock() - start)
        return
    epochs = 3 if "--train" in sys.argv else 1
    start = clock()
    model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)
    train = epochs * count / (clock() - start)
    if "--train" in sys.argv:
        print(f"{name} train {train:.0f}")
        return
    model.predict(x, batch_size=batch, verbose=0)
    start = clock()
    model.predict(x, batch_size=batch, verbose=0)
    predict = count / (clock() - start)
    print(f"{name} train {train:.0f}")
    print(f"{name} predict {predict:.0f}")


def dcgan(batch=32, steps=6):
    """A step of each side of a generative network of 28 x 28 images (Radford and others, 2015): images per second."""
    generator = keras.Sequential([
        keras.Input((64,)),
        layers.Dense(7 * 7 * 64, activation="relu"),
        layers.Reshape((7, 7, 64)),
        layers.Conv2DTranspose(64, 4, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(32, 4, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 5, padding="same", activation="sigmoid"),
    ])
    discriminator = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 4, strides=2, padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Conv2D(64, 4, strides=2, padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Flatten(),
        layers.Dense(1, activation="sigmoid"),
    ])
    discriminator.compile(loss="binary_crossentropy", optimizer="adam")
    noise = keras.Input((64,))
    both = keras.Model(noise, discriminator(generator(noise)))
    both.compile(loss="binary_crossentropy", optimizer="adam")
    real, ones, zeros = np.random.rand(batch, 28, 28, 1), np.ones((batch, 1)), np.zeros((batch, 1))

    def step():
        drawn = generator.predict_on_batch(np.random.randn(batch, 64))
        discriminator.trainable = True
        discriminator.train_on_batch(real, ones)
        discriminator.train_on_batch(drawn, zeros)
        discriminator.trainable = False
        both.train_on_batch(np.random.randn(batch, 64), ones)

    step()
    step()
    start = clock()
    for _ in range(steps):
        step()
    print(f"dcgan train {batch * steps / (clock() - start):.0f}")


if __name__ == "__main__":
    for name in [name for name in sys.argv[1:] if not name.startswith("--")] or [*networks, "dcgan"]:
        if name == "dcgan":
            dcgan()
        else:
            measure(name)
