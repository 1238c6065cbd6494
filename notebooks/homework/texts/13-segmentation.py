# %% text
# # Домашнее задание 13. Сегментация
# *Pixel accuracy against IoU, Dice, one-hot masks, a small fully convolutional network, a collage.*
#
# К тетради 13.
# %% code data
import keras
import numpy as np
from keras import layers
from keras.models import Model

def scenes(count, seed):
    """Светлые круги и квадраты на тёмном шуме: картинки (n, 24, 24, 1) и маски классов 0, 1, 2."""
    rng = np.random.default_rng(seed)
    ys, xs = np.mgrid[0:24, 0:24]
    images, masks = rng.normal(0.25, 0.06, (count, 24, 24, 1)), np.zeros((count, 24, 24), dtype=int)
    for i in range(count):
        kind, r = int(rng.integers(1, 3)), rng.uniform(4, 7)
        cy, cx = rng.uniform(8, 16, 2)
        dy, dx = ys - cy, xs - cx
        inside = dy ** 2 + dx ** 2 < r ** 2 if kind == 1 else np.maximum(abs(dy), abs(dx)) < 0.9 * r
        images[i, inside, 0] += rng.uniform(0.3, 0.6)
        masks[i][inside] = kind
    return images.astype("float32"), masks

x_train, m_train = scenes(300, 1)
x_test, m_test = scenes(60, 2)
# %% text
# ## 1. Чем мерить
# Доля верных пикселов и $\operatorname{IoU}(c) = |A_c\cap B_c| / |A_c\cup B_c|$. Класс, которого нет ни в разметке, ни в ответе,
# получает IoU 1.
# %% answer measures
def pixel_accuracy(truth, answer):
    ### BEGIN SOLUTION
    return float((truth == answer).mean())
    ### END SOLUTION


def iou(truth, answer, c):
    ### BEGIN SOLUTION
    a, b = truth == c, answer == c
    union = (a | b).sum()
    return float((a & b).sum() / union) if union else 1.0
    ### END SOLUTION
# %% partly
    return float((truth == answer).mean())
# ---
    a, b = truth == c, answer == c
    return float((a & b).sum() / (a.sum() + b.sum()))
# %% wrong
    return float((truth == answer).sum())
# ---
    return pixel_accuracy(truth, answer)
# %% tests accuracy_test 1 1 1 0
a, b = np.zeros((4, 4), dtype=int), np.zeros((4, 4), dtype=int)
a[:, :2], b[:, 1:3] = 1, 1
assert pixel_accuracy(a, b) == 0.5
# %% tests iou_test 2 2 0 0
assert abs(iou(a, b, 1) - 1 / 3) < 1e-12
### BEGIN HIDDEN TESTS
assert iou(a, b, 7) == 1.0 and abs(iou(a, b, 0) - 1 / 3) < 1e-12 and iou(a, a, 1) == 1
### END HIDDEN TESTS
# %% text
# ## 2. Мера Дайса
# $D = 2|A\cap B|/(|A|+|B|)$. Выразите её через IoU (а не через множества).
# %% answer dice
def dice(value):
    """Дайс по IoU."""
    ### BEGIN SOLUTION
    return 2 * value / (1 + value)
    ### END SOLUTION
# %% wrong
    return 2 * value
# %% tests dice_test 1 1 1 0
assert dice(1.0) == 1 and dice(0.0) == 0 and abs(dice(1 / 3) - 0.5) < 1e-12
# %% text
# ## 3. Сеть
# Полностью свёрточная сеть: вход (None, None, 1) или (24, 24, 1), выход — вероятности 3 классов в **каждом** пикселе, не
# больше 20 000 параметров. Обучите её. Очко за форму и сумму вероятностей, по очку за среднее IoU 0,4, 0,7 и 0,85.
# %% answer net
def segmenter():
    """Обученная сеть."""
    keras.utils.set_random_seed(13)
    ### BEGIN SOLUTION
    def block(x, filters):
        for _ in range(2):
            x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
            x = layers.Activation("relu")(layers.BatchNormalization(momentum=0.9)(x))
        return x
    inputs = keras.Input((24, 24, 1))
    top = block(inputs, 8)
    x = block(layers.MaxPooling2D(4)(top), 24)
    x = layers.UpSampling2D(4)(x)
    x = block(layers.Concatenate()([top, x]), 8)
    net = Model(inputs, layers.Conv2D(3, 1, activation="softmax")(x))
    net.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.01))
    net.fit(x_train, m_train, batch_size=16, epochs=15, verbose=0)
    return net
    ### END SOLUTION
# %% partly
    inputs = keras.Input((24, 24, 1))
    x = layers.Conv2D(4, 3, padding="same", activation="relu")(inputs)
    net = Model(inputs, layers.Conv2D(3, 1, activation="softmax")(x))
    net.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.02))
    net.fit(x_train, m_train, batch_size=16, epochs=8, verbose=0)
    return net
# %% wrong
    inputs = keras.Input((24, 24, 1))
    net = Model(inputs, layers.Dense(3, activation="softmax")(layers.Flatten()(inputs)))
    net.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
    return net
# %% tests net_test 4 4 2 0
def net_points():
    net = segmenter()
    if tuple(net.output.shape[-3:]) not in ((24, 24, 3), (None, None, 3)) or net.count_params() > 20000:
        return 0
    p = net.predict(x_test, verbose=0)
    answer = p.argmax(axis=-1)
    overlaps = [((m_test == c) & (answer == c)).sum() / max(((m_test == c) | (answer == c)).sum(), 1) for c in range(3)]
    return int(np.allclose(p.sum(axis=-1), 1, atol=1e-4)) + sum(bool(np.mean(overlaps) >= bound) for bound in (0.4, 0.7, 0.85))

net_points()
# %% text
# ## 4. Коллаж
# Вставить пикселы картинки, где `mask` не 0, на фон `background`; исходные массивы не меняются.
# %% answer collage
def collage(image, mask, background):
    """image и background (H, W, C), mask (H, W)."""
    ### BEGIN SOLUTION
    return np.where(mask[..., None] != 0, image, background)
    ### END SOLUTION
# %% partly
    background[mask != 0] = image[mask != 0]
    return background
# %% tests collage_test 1 1 1 0
photo, behind = np.ones((4, 4, 3)), np.zeros((4, 4, 3))
pasted = collage(photo, a, behind)
assert pasted.shape == (4, 4, 3) and pasted[:, :2].min() == 1 and pasted[:, 2:].max() == 0
# %% tests collage_pure_test 1 1 0 0
### BEGIN HIDDEN TESTS
assert behind.max() == 0 and photo.min() == 1, "исходные картинки изменились"
### END HIDDEN TESTS
assert pasted.max() == 1
