# %% text
# # Домашнее задание 8. Свёрточные сети
# *Shapes and parameter counts, LeNet-5, receptive fields, a small network that must stay small.*
#
# К тетради 08.
# %% code data
import keras
import numpy as np
import svertka
from keras import layers
from keras.models import Sequential

if svertka.datasets.available("mnist"):
    (images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
else:
    (images, labels), (test_images, test_labels) = svertka.datasets.digits.load_data(train=3000, test=1000)
x_train, y_train = images[:2000, :, :, None].astype("float32") / 255, labels[:2000]
x_test, y_test = test_images[:1000, :, :, None].astype("float32") / 255, test_labels[:1000]
# %% text
# ## 1. Размеры
# Размер карты после свёртки (или пулинга) с ядром `kernel`, шагом `stride` и отступом `padding` с каждой стороны:
# $\lfloor (n + 2p - k)/s \rfloor + 1$. И число параметров свёртки со смещениями.
# %% answer sizes
def output_size(n, kernel, stride=1, padding=0):
    ### BEGIN SOLUTION
    return (n + 2 * padding - kernel) // stride + 1
    ### END SOLUTION


def conv_parameters(channels, filters, kernel):
    ### BEGIN SOLUTION
    return (kernel * kernel * channels + 1) * filters
    ### END SOLUTION
# %% partly
    return (n + 2 * padding - kernel) // stride + 1
# ---
    return kernel * kernel * channels * filters
# %% wrong
    return n // stride
# %% tests output_size_test 1 1 1 0
assert [output_size(28, 5), output_size(29, 2, 2), output_size(5, 3, 2), output_size(28, 5, padding=2)] == [24, 14, 2, 28]
### BEGIN HIDDEN TESTS
assert output_size(227, 11, 4) == 55
### END HIDDEN TESTS
# %% tests parameters_test 1 1 0 0
assert conv_parameters(1, 6, 5) == 156
### BEGIN HIDDEN TESTS
assert conv_parameters(4, 10, 3) == 370
### END HIDDEN TESTS
# %% text
# ## 2. LeNet-5
# Свёртка 6@5×5 с `padding="same"`, усреднение 2×2, свёртка 16@5×5, усреднение 2×2, слои 120, 84 и 10; tanh, в конце
# softmax. Параметров 61 706 — те самые «≈ 60 тыс.».
# %% answer lenet
def lenet():
    """Нескомпилированная модель для картинок (28, 28, 1)."""
    ### BEGIN SOLUTION
    return Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(6, 5, padding="same", activation="tanh"),
        layers.AveragePooling2D(),
        layers.Conv2D(16, 5, activation="tanh"),
        layers.AveragePooling2D(),
        layers.Flatten(),
        layers.Dense(120, activation="tanh"),
        layers.Dense(84, activation="tanh"),
        layers.Dense(10, activation="softmax"),
    ])
    ### END SOLUTION
# %% partly
    return Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(6, 5, activation="tanh"),
        layers.AveragePooling2D(),
        layers.Conv2D(16, 5, activation="tanh"),
        layers.AveragePooling2D(),
        layers.Flatten(),
        layers.Dense(120, activation="tanh"),
        layers.Dense(84, activation="tanh"),
        layers.Dense(10, activation="softmax"),
    ])
# %% tests lenet_test 3 3 1 0
def lenet_points():
    """1 за слои по порядку, 2 за размеры и число параметров."""
    net = lenet()
    kinds = [type(layer).__name__ for layer in net.layers if type(layer).__name__ != "Activation"]
    points = 1 if kinds == ["Conv2D", "AveragePooling2D", "Conv2D", "AveragePooling2D", "Flatten"] + ["Dense"] * 3 else 0
    shapes = [tuple(layer.output.shape[1:]) for layer in net.layers]
    right = {(28, 28, 6), (14, 14, 6), (10, 10, 16), (5, 5, 16), (400,), (120,), (84,), (10,)} <= set(shapes)
    return points + 2 * (right and net.count_params() == 61706)

lenet_points()
# %% text
# ## 3. Рецептивное поле
# Сколько пикселов по стороне видит нейрон после слоёв `(ядро, шаг)`: поле начинается с 1, каждый слой прибавляет
# $(k-1)\cdot$ произведение **прежних** шагов.
# %% answer field
def receptive_field(stack):
    """stack — список пар (ядро, шаг) от входа."""
    ### BEGIN SOLUTION
    field, jump = 1, 1
    for kernel, stride in stack:
        field += (kernel - 1) * jump
        jump *= stride
    return field
    ### END SOLUTION
# %% partly
    return 1 + sum(kernel - 1 for kernel, stride in stack)
# %% tests field_test 1 1 1 0
assert receptive_field([(5, 1)]) == 5 and receptive_field([(3, 1), (3, 1)]) == 5
# %% tests field_stride_test 1 1 0 0
assert receptive_field([(3, 1), (2, 2), (3, 1)]) == 8
### BEGIN HIDDEN TESTS
assert receptive_field([(5, 1), (2, 2), (5, 1), (2, 2)]) == 16
### END HIDDEN TESTS
# %% text
# ## 4. Маленькая сеть
# Не больше **5000 параметров** и 2000 картинок. За точность на проверке 0,60, 0,82 и 0,88 — по очку.
# %% answer small
def small_net():
    """Обученная сеть."""
    keras.utils.set_random_seed(8)
    ### BEGIN SOLUTION
    net = Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(14, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    net.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.005), metrics=["accuracy"])
    net.fit(x_train, y_train, batch_size=32, epochs=8, verbose=0)
    return net
    ### END SOLUTION
# %% partly
    net = Sequential([keras.Input((28, 28, 1)), layers.MaxPooling2D(4), layers.Flatten(), layers.Dense(10, activation="softmax")])
    net.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.005), metrics=["accuracy"])
    net.fit(x_train, y_train, batch_size=32, epochs=8, verbose=0)
    return net
# %% wrong
    net = Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(100, activation="relu"), layers.Dense(10, activation="softmax")])
    net.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    net.fit(x_train, y_train, epochs=3, verbose=0)
    return net
# %% tests small_test 3 3 1 0
def small_points():
    net = small_net()
    if net.count_params() > 5000:
        return 0
    accuracy = float((net.predict(x_test, verbose=0).argmax(axis=1) == y_test).mean())
    return sum(accuracy >= bound for bound in (0.60, 0.82, 0.88))

small_points()
