# %% text
# # Домашнее задание 10. Цветные картинки
# *Standardizing channels, augmentation by hand, a confusion report, a network with a budget.*
#
# К тетради 10. Картинки рисуются здесь же, поэтому у всех они одни и те же и файлов не нужно.
# %% code data
import keras
import numpy as np
from keras import layers
from keras.models import Sequential

def pictures(count, seed):
    """Шесть классов: круг, квадрат, крест на тёплом или холодном фоне."""
    rng = np.random.default_rng(seed)
    ys, xs = np.mgrid[0:24, 0:24]
    labels = rng.integers(0, 6, count)
    images = np.zeros((count, 24, 24, 3))
    for i, label in enumerate(labels):
        cy, cx, r = rng.uniform(9, 15), rng.uniform(9, 15), rng.uniform(5, 8)
        dy, dx = ys - cy, xs - cx
        mask = [dx ** 2 + dy ** 2 < r ** 2, np.maximum(abs(dx), abs(dy)) < 0.85 * r,
                ((abs(dx) < r / 3) | (abs(dy) < r / 3)) & (np.maximum(abs(dx), abs(dy)) < r)][label % 3]
        images[i] = np.array([0.7, 0.45, 0.3] if label < 3 else [0.3, 0.45, 0.7]) * rng.uniform(0.7, 1.2)
        images[i][mask] = rng.uniform(0.2, 1, 3)
    return (255 * (images + rng.normal(0, 0.06, images.shape)).clip(0, 1)).astype("uint8"), labels

x_train, y_train = pictures(1500, 1)
x_test, y_test = pictures(500, 2)
names = ["тёплый круг", "тёплый квадрат", "тёплый крест", "холодный круг", "холодный квадрат", "холодный крест"]
# %% text
# ## 1. Нормировка каналов
# Вычесть среднее и разделить на отклонение **каждого канала**, найденные по **обучающей** выборке.
# %% answer standardize
def standardize(train, other):
    """Обе выборки, float32, по числам первой."""
    ### BEGIN SOLUTION
    mean, deviation = train.mean(axis=(0, 1, 2)), train.std(axis=(0, 1, 2))
    return tuple(((images - mean) / deviation).astype("float32") for images in (train, other))
    ### END SOLUTION
# %% partly
    return tuple(((images - images.mean(axis=(0, 1, 2))) / images.std(axis=(0, 1, 2))).astype("float32") for images in (train, other))
# %% wrong
    return train / 255, other / 255
# %% tests standardize_test 1 1 1 0
a, b = standardize(x_train, x_test)
assert a.dtype == np.float32 and np.allclose(a.mean(axis=(0, 1, 2)), 0, atol=1e-3)
assert np.allclose(a.std(axis=(0, 1, 2)), 1, atol=1e-3)
# %% tests standardize_other_test 1 1 0 0
dark = (x_test // 4).astype("uint8")
### BEGIN HIDDEN TESTS
assert standardize(x_train, dark)[1].mean() < -1, "проверочная выборка нормируется числами обучающей"
### END HIDDEN TESTS
# %% text
# ## 2. Больше картинок
# Отражение слева направо (форма (n, H, W, 3)) и сдвиг на `dy` вниз и `dx` вправо: за край уходит, с другой стороны
# входят **нули** (сдвиги бывают и отрицательные).
# %% answer augment
def mirror(images):
    ### BEGIN SOLUTION
    return images[:, :, ::-1]
    ### END SOLUTION


def shift(images, dy, dx):
    ### BEGIN SOLUTION
    result = np.zeros_like(images)
    h, w = images.shape[1:3]
    result[:, max(dy, 0):h + min(dy, 0), max(dx, 0):w + min(dx, 0)] = images[:, max(-dy, 0):h - max(dy, 0), max(-dx, 0):w - max(dx, 0)]
    return result
    ### END SOLUTION
# %% partly
    return images[:, :, ::-1]
# ---
    return np.roll(images, (dy, dx), axis=(1, 2))
# %% wrong
    return images[:, ::-1]
# ---
    return images
# %% tests mirror_test 1 1 1 0
assert np.array_equal(mirror(x_train[:3])[1, 5], x_train[1, 5, ::-1]) and mirror(x_train[:3]).shape == (3, 24, 24, 3)
# %% tests shift_test 2 2 1 0
def shift_points():
    one = np.arange(1, 13).reshape(1, 2, 2, 3)
    points = int(np.array_equal(shift(one, 0, 1)[0, :, 1], one[0, :, 0]))
    ### BEGIN HIDDEN TESTS
    points += np.array_equal(shift(one, -1, 0)[0, 0], one[0, 1]) and shift(one, -1, 0)[0, 1].sum() == 0
    ### END HIDDEN TESTS
    return int(points)

shift_points()
# %% text
# ## 3. Кого с кем
# По верным ответам и ответам сети найдите пару **разных** классов с наибольшим числом ошибок в обе стороны вместе.
# %% answer worst
def worst_pair(truth, answers, count):
    """(меньший номер, больший номер, ошибок)."""
    ### BEGIN SOLUTION
    matrix = np.zeros((count, count), dtype=int)
    np.add.at(matrix, (truth, answers), 1)
    both = np.triu(matrix + matrix.T, 1)
    i, j = np.unravel_index(both.argmax(), both.shape)
    return int(i), int(j), int(both[i, j])
    ### END SOLUTION
# %% partly
    matrix = np.zeros((count, count), dtype=int)
    np.add.at(matrix, (truth, answers), 1)
    both = np.triu(matrix, 1)
    i, j = np.unravel_index(both.argmax(), both.shape)
    return int(i), int(j), int(both[i, j])
# %% tests worst_test 1 1 1 0
assert worst_pair(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2]), 3) == (0, 1, 1)
# %% tests worst_both_test 1 1 0 0
assert worst_pair(np.array([2, 2, 0, 0, 1]), np.array([1, 1, 1, 0, 2]), 3) == (1, 2, 3)
# %% text
# ## 4. Сеть с бюджетом
# Не больше **15 000 параметров**. За точность 0,40, 0,75 и 0,88 на проверке — по очку.
# `train_color_net` получает картинки `uint8` и метки, возвращает функцию «картинки → номера классов».
# %% answer net
def train_color_net(images, labels):
    keras.utils.set_random_seed(10)
    ### BEGIN SOLUTION
    net = Sequential([keras.Input((24, 24, 3)), layers.Rescaling(1 / 255)])
    for filters in (12, 16, 24):
        net.add(layers.Conv2D(filters, 3, padding="same", use_bias=False))
        net.add(layers.BatchNormalization(momentum=0.9))
        net.add(layers.Activation("relu"))
        net.add(layers.MaxPooling2D())
    net.add(layers.Flatten())
    net.add(layers.Dense(6, activation="softmax"))
    net.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.005), metrics=["accuracy"])
    net.fit(images, labels, batch_size=32, epochs=12, verbose=0)
    ### END SOLUTION
    return net, lambda pictures: net.predict(pictures, verbose=0).argmax(axis=1)
# %% partly
    net = Sequential([keras.Input((24, 24, 3)), layers.Rescaling(1 / 255), layers.Conv2D(6, 5, strides=2, activation="relu"),
                      layers.MaxPooling2D(2), layers.Flatten(), layers.Dense(6, activation="softmax")])
    net.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.01), metrics=["accuracy"])
    net.fit(images, labels, batch_size=32, epochs=6, verbose=0)
# %% wrong
    net = Sequential([keras.Input((24, 24, 3)), layers.Flatten(), layers.Dense(6, activation="softmax")])
    net.compile(loss="sparse_categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
# %% tests net_test 3 3 1 0
def net_points():
    net, answer = train_color_net(x_train, y_train)
    accuracy = float((answer(x_test) == y_test).mean())
    return sum(accuracy >= bound for bound in (0.40, 0.75, 0.88)) if net.count_params() <= 15000 else 0

net_points()
