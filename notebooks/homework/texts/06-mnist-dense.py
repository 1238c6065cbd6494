# %% text
# # Домашнее задание 6. MNIST и переобучение
# *Preparing pictures, one-hot, 784-800-10, and a network that generalizes from few examples.*
#
# К тетради 06. Если файлов MNIST нет, берутся сгенерированные цифры: задания те же.
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
images, labels, test_images, test_labels = images[:2000], labels[:2000], test_images[:1000], test_labels[:1000]
# %% text
# ## 1. Подготовка
# Из картинок `uint8` формы (n, 28, 28) — массив `float32` формы (n, 784) с числами от 0 до 1.
# %% answer prepare
def prepare(pictures):
    ### BEGIN SOLUTION
    return pictures.reshape(len(pictures), -1).astype("float32") / 255
    ### END SOLUTION
# %% partly
    return pictures.reshape(len(pictures), -1) / 255
# %% wrong
    return pictures.reshape(len(pictures), -1)
# %% tests prepare_test 1 1 1 0
x = prepare(images)
assert x.shape == (2000, 784) and x.min() == 0 and x.max() == 1
# %% tests prepare_type_test 1 1 0 0
assert x.dtype == np.float32
### BEGIN HIDDEN TESTS
assert images.dtype == np.uint8 and images.max() == 255, "исходные картинки не должны меняться"
assert prepare(np.full((1, 2, 3), 51, dtype="uint8")).tolist() == [[np.float32(0.2)] * 6]
### END HIDDEN TESTS
# %% text
# ## 2. One-hot
# `0 -> [1, 0, 0, …]`, `2 -> [0, 0, 1, …]`. Без `to_categorical`.
# %% answer one_hot
def one_hot(classes, count=10):
    """Массив float32 формы (n, count)."""
    ### BEGIN SOLUTION
    return np.eye(count, dtype="float32")[classes]
    ### END SOLUTION
# %% wrong
    return np.array(classes).reshape(-1, 1)
# %% tests one_hot_test 2 2 2 0
assert one_hot([0, 2, 9])[1].tolist() == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
assert one_hot([0, 2, 9]).sum() == 3
### BEGIN HIDDEN TESTS
assert np.array_equal(one_hot(labels), keras.utils.to_categorical(labels, 10))
assert one_hot(np.array([1]), 3).tolist() == [[0, 1, 0]]
### END HIDDEN TESTS
# %% text
# ## 3. Сеть 784-800-10
# Скрытый слой — 800 нейронов с ReLU, выход — softmax. Верните нескомпилированную модель.
# %% answer dense
def dense_net():
    ### BEGIN SOLUTION
    return Sequential([keras.Input((784,)), layers.Dense(800, activation="relu"), layers.Dense(10, activation="softmax")])
    ### END SOLUTION
# %% partly
    return Sequential([keras.Input((784,)), layers.Dense(800, activation="relu"), layers.Dense(10)])
# %% tests dense_test 1 1 1 0
assert dense_net().count_params() == 636010
# %% tests softmax_test 1 1 0 0
answers = dense_net().predict(np.random.default_rng(0).uniform(size=(5, 784)).astype("float32"), verbose=0)
assert np.allclose(answers.sum(axis=1), 1, atol=1e-5) and answers.min() >= 0
### BEGIN HIDDEN TESTS
assert dense_net().layers[0].get_config()["activation"] == "relu"
### END HIDDEN TESTS
# %% text
# ## 4. Обобщение
# Обучите сеть так, чтобы на **проверочных** картинках она ошибалась реже. Доступны 2000 картинок и не больше 10 эпох;
# пользуйтесь чем угодно: Dropout, размером выборки, шагом. За точность 0,60, 0,84 и 0,87 — по очку.
# `trained_net` сама собирает, компилирует и обучает модель.
# %% answer trained
def trained_net(x, y):
    """Обученная сеть; x — как из prepare, y — как из one_hot."""
    keras.utils.set_random_seed(6)
    ### BEGIN SOLUTION
    net = Sequential([keras.Input((784,)), layers.Dense(300, activation="relu"), layers.Dropout(0.3),
                      layers.Dense(10, activation="softmax")])
    net.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.Adam(0.002), metrics=["accuracy"])
    net.fit(x, y, batch_size=32, epochs=10, verbose=0)
    return net
    ### END SOLUTION
# %% partly
    net = Sequential([keras.Input((784,)), layers.Dense(30, activation="relu"), layers.Dense(10, activation="softmax")])
    net.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.SGD(0.1), metrics=["accuracy"])
    net.fit(x, y, batch_size=64, epochs=3, verbose=0)
    return net
# %% wrong
    net = Sequential([keras.Input((784,)), layers.Dense(10, activation="softmax")])
    net.compile(loss="categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
    return net
# %% tests trained_test 3 3 1 0
def trained_points():
    y = np.eye(10, dtype="float32")[labels]
    net = trained_net(images.reshape(-1, 784).astype("float32") / 255, y)
    answers = net.predict(test_images.reshape(-1, 784).astype("float32") / 255, verbose=0).argmax(axis=1)
    accuracy = float((answers == test_labels).mean())
    return sum(accuracy >= bound for bound in (0.60, 0.84, 0.87))

trained_points()
# %% text
# ## 5. Переобучение
# Точность на обучении 100%, на проверке 91% и с эпохами не растёт. Что происходит и какие три средства назвала лекция?
# %% essay overfit 2
# Сеть выучила особенности выборки, а не данных. Лекция 3: расширение выборки (data augmentation), Dropout, DropConnect.
# Ещё помогают остановка по проверочной выборке и больше настоящих данных.
# %% partly
# Переобучение; помогает Dropout.
