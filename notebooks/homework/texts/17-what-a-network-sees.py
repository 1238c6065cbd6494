# %% text
# # Домашнее задание 17. Что видит сеть
# *Saliency through a tape, occlusion, Grad-CAM, a picture a filter likes.*
#
# К тетради 17.
# %% code network
import keras
import numpy as np
import tensorflow as tf
from keras import layers
from keras.models import Model, Sequential

def corners(count, seed):
    """Светлый квадрат в одном из четырёх углов картинки 16×16; класс — номер угла."""
    rng = np.random.default_rng(seed)
    images, labels = rng.uniform(0, 0.3, (count, 16, 16, 1)), rng.integers(0, 4, count)
    for i, c in enumerate(labels):
        y, x = rng.integers(1, 4, 2) + 8 * np.array([c // 2, c % 2])
        images[i, y:y + 4, x:x + 4] = 1
    return images.astype("float32"), labels

keras.utils.set_random_seed(17)
x_train, y_train = corners(400, 1)
x_test, y_test = corners(40, 2)
inputs = keras.Input((16, 16, 1))
maps = layers.Conv2D(8, 3, padding="same", activation="relu", name="maps")(inputs)
net = Model(inputs, layers.Dense(4, activation="softmax")(layers.Flatten()(maps)))
net.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.01), metrics=["accuracy"])
net.fit(x_train, y_train, batch_size=32, epochs=8, verbose=0)
accuracy = net.evaluate(x_test, y_test, verbose=0)[1]

def inside(i, heat):
    """Стоит ли самое горячее место карты (16, 16) в той четверти, где квадрат."""
    y, x = np.unravel_index(int(heat.argmax()), heat.shape)
    return int(y >= 8) * 2 + int(x >= 8) == y_test[i]
# %% text
# ## 1. Saliency
# $S = |\partial y_c/\partial x|$, где $y_c$ — вероятность класса.
# %% answer saliency
def saliency(picture, c):
    """Картинка (16, 16, 1) → карта (16, 16)."""
    ### BEGIN SOLUTION
    x = tf.Variable(picture[None])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(net(x)[:, c])
    return np.abs(np.array(tape.gradient(y, x)))[0, :, :, 0]
    ### END SOLUTION
# %% partly
    x = tf.Variable(picture[None])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(net(x)[:, c])
    return np.array(tape.gradient(y, x))[0, :, :, 0]
# %% wrong
    return picture[:, :, 0] - 1
# %% tests saliency_test 2 2 2 0
heat = saliency(x_test[0], int(y_test[0]))
step = np.zeros((1, 16, 16, 1), dtype="float32")
y, x = np.unravel_index(int(np.abs(heat).argmax()), heat.shape)
step[0, y, x, 0] = 0.01
change = (net.predict(x_test[:1] + step, verbose=0) - net.predict(x_test[:1] - step, verbose=0))[0, y_test[0]] / 0.02
assert heat.shape == (16, 16) and abs(abs(change) - abs(heat[y, x])) < 0.1 * abs(heat[y, x]) + 1e-4
# %% tests saliency_sign_test 1 1 0 0
### BEGIN HIDDEN TESTS
assert all(saliency(x_test[i], int(y_test[i])).min() >= 0 for i in range(5))
### END HIDDEN TESTS
assert accuracy > 0.8
# %% text
# ## 2. Закрывание
# Закрыть квадрат `size`×`size` нулями, записать во все его пикселы, насколько упала вероятность класса, сдвинуть на `size`.
# %% answer occlusion
def occlusion(picture, c, size=4):
    """Карта (16, 16)."""
    ### BEGIN SOLUTION
    places = [(y, x) for y in range(0, 16, size) for x in range(0, 16, size)]
    covered = np.repeat(picture[None], len(places), axis=0)
    for k, (y, x) in enumerate(places):
        covered[k, y:y + size, x:x + size] = 0
    drop = net.predict(picture[None], verbose=0)[0, c] - net.predict(covered, verbose=0)[:, c]
    heat = np.zeros((16, 16))
    for (y, x), d in zip(places, drop):
        heat[y:y + size, x:x + size] = d
    return heat
    ### END SOLUTION
# %% partly
    heat = np.zeros((16, 16))
    for y in range(0, 16, size):
        for x in range(0, 16, size):
            picture[y:y + size, x:x + size] = 0
            heat[y:y + size, x:x + size] = net.predict(picture[None], verbose=0)[0, c]
    return heat
# %% wrong
    return picture[::-1, ::-1, 0]
# %% tests occlusion_test 3 3 0 0
untouched = x_test.copy()
found = [inside(i, occlusion(x_test[i], int(y_test[i]))) for i in range(20)]
assert np.mean(found) >= 0.7
assert np.array_equal(x_test, untouched), "картинки изменились"
### BEGIN HIDDEN TESTS
heat = occlusion(x_test[1], int(y_test[1]), 8)
assert all(np.ptp(heat[y:y + 8, x:x + 8]) == 0 for y in (0, 8) for x in (0, 8)) and heat.max() > 0
### END HIDDEN TESTS
# %% text
# ## 3. Grad-CAM
# По картам $A^k$ и градиентам $\partial y_c/\partial A^k$ (обе (H, W, K)): $\alpha_k$ — среднее градиента по местам,
# $L = \operatorname{ReLU}(\sum_k\alpha_k A^k)$.
# %% answer cam
def grad_cam(maps, gradients):
    """Карта (H, W)."""
    ### BEGIN SOLUTION
    return np.maximum((maps * gradients.mean(axis=(0, 1))).sum(axis=-1), 0)
    ### END SOLUTION
# %% partly
    return (maps * gradients.mean(axis=(0, 1))).sum(axis=-1)
# %% wrong
    return maps.mean(axis=-1)
# %% tests cam_test 2 2 2 0
a = np.arange(12.0).reshape(2, 2, 3)
g = np.stack([np.full((2, 2), v) for v in (1.0, 0.0, 2.0)], axis=-1)
assert grad_cam(a, g).tolist() == [[4, 13], [22, 31]]
# %% tests cam_relu_test 1 1 0 0
### BEGIN HIDDEN TESTS
assert grad_cam(a, -g).max() == 0
g[0, 0, 0] = -3
assert np.allclose(grad_cam(a, g), [[4, 10], [16, 22]]) or np.allclose(grad_cam(a, g), (a * g.mean(axis=(0, 1))).sum(axis=-1))
### END HIDDEN TESTS
assert grad_cam(a, np.abs(g)).shape == (2, 2)
# %% text
# ## 4. Объяснение — тоже измерение
# Коллега показывает красивую карту saliency и говорит: «сеть смотрит на объект». Как это проверить?
# %% essay proof 1
# Сравнить с местом, которое известно: в какой доле картинок самое горячее место попало в рамку, и сколько было бы наугад.
# И закрыть горячее место: если оно важно, вероятность класса упадёт сильнее, чем от закрывания другого места.
# %% partly
# Посмотреть на другие картинки.
