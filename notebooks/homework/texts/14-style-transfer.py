# %% text
# # Домашнее задание 14. Перенос стиля
# *Gram matrices, the style and content losses, total variation, optimizing an image through a tape.*
#
# К тетради 14.
# %% code imports
import keras
import numpy as np
import tensorflow as tf
from keras import layers
# %% text
# ## 1. Матрица Грама
# $G_{kl} = \frac1{HW}\sum_{i,j} F_{ijk}F_{ijl}$: какие признаки встречаются вместе. Где они встречаются — она забывает.
# %% answer gram
def gram(features):
    """Карты (H, W, C), массив NumPy → (C, C)."""
    ### BEGIN SOLUTION
    flat = features.reshape(-1, features.shape[-1])
    return flat.T @ flat / len(flat)
    ### END SOLUTION
# %% partly
    flat = features.reshape(-1, features.shape[-1])
    return flat.T @ flat
# %% wrong
    return features.mean(axis=(0, 1))
# %% tests gram_shape_test 1 1 1 0
maps = np.random.default_rng(14).normal(size=(5, 4, 3))
g = gram(maps)
assert g.shape == (3, 3) and np.allclose(g, g.T)
# %% tests gram_test 2 2 0 0
assert np.allclose(gram(np.ones((7, 2, 2))), 1)
### BEGIN HIDDEN TESTS
assert np.allclose(g, np.einsum("ijk,ijl->kl", maps, maps) / 20)
assert np.allclose(gram(maps[::-1, ::-1]), g), "перестановка мест ничего не меняет"
### END HIDDEN TESTS
# %% text
# ## 2. Потери
# Содержание: среднее квадратов разностей карт. Стиль: среднее квадратов разностей матриц Грама. Полная вариация картинки —
# среднее квадратов разностей соседей по вертикали плюс то же по горизонтали.
# %% answer losses
def content_loss(a, b):
    ### BEGIN SOLUTION
    return float(((a - b) ** 2).mean())
    ### END SOLUTION


def style_loss(a, b):
    ### BEGIN SOLUTION
    return float(((gram(a) - gram(b)) ** 2).mean())
    ### END SOLUTION


def variation(image):
    ### BEGIN SOLUTION
    return float((np.diff(image, axis=0) ** 2).mean() + (np.diff(image, axis=1) ** 2).mean())
    ### END SOLUTION
# %% partly
    return float(((a - b) ** 2).mean())
# ---
    return float(((gram(a) - gram(b)) ** 2).mean())
# ---
    return float(image.var())
# %% wrong
    return float((a - b).sum())
# %% tests content_test 1 1 1 0
assert content_loss(maps, maps) == 0 and abs(content_loss(maps, maps + 2) - 4) < 1e-9
# %% tests style_test 1 1 1 0
assert style_loss(maps, maps) == 0 and abs(style_loss(maps, maps[::-1])) < 1e-12 and style_loss(maps, 2 * maps) > 0
# %% tests variation_test 1 1 0 0
assert variation(np.ones((3, 3, 1))) == 0
### BEGIN HIDDEN TESTS
ramp = np.arange(4.0).reshape(1, 4, 1) * np.ones((3, 1, 1))
assert abs(variation(ramp) - 1) < 1e-12
### END HIDDEN TESTS
# %% text
# ## 3. Градиент по картинке
# Слой `bank` закреплён; меняется картинка. Начните с `start` и сделайте `steps` шагов градиентного спуска
# $x \leftarrow x - \eta\,\partial L/\partial x$, где $L$ — среднее квадратов разностей карт `bank(x)` и данных карт `target`.
# %% answer optimize
bank = layers.Conv2D(6, 3, padding="same")
_ = bank(np.zeros((1, 8, 8, 1), dtype="float32"))

def optimize(start, target, rate, steps):
    """Картинка (1, H, W, 1), массив NumPy; target — карты слоя bank."""
    x = tf.Variable(start)
    ### BEGIN SOLUTION
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((bank(x) - target) ** 2)
        x.assign_sub(rate * tape.gradient(loss, x))
    ### END SOLUTION
    return np.array(x)
# %% partly
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((bank(x) - target) ** 2)
    x.assign_sub(rate * tape.gradient(loss, x))
# %% tests optimize_test 3 3 1 0
def optimize_points():
    """1: ошибка убывает; 2: убывает в сто раз, картинка найдена."""
    keras.utils.set_random_seed(14)
    bank.set_weights([np.random.default_rng(1).normal(0, 0.4, (3, 3, 1, 6)).astype("float32"), np.zeros(6, dtype="float32")])
    picture = np.random.default_rng(2).uniform(size=(1, 8, 8, 1)).astype("float32")
    target = np.array(bank(picture))
    error = lambda x: float(((np.array(bank(x)) - target) ** 2).mean())
    start = np.full((1, 8, 8, 1), 0.5, dtype="float32")
    found = optimize(start, target, 8.0, 200)
    return int(error(found) < error(start)) + 2 * int(error(found) < 0.01 * error(start))

optimize_points()
# %% text
# ## 4. Слои
# Почему содержание берут из глубокого слоя, а стиль — из нескольких сразу?
# %% essay layers 1
# Глубокие карты помнят, что где стоит, но не точные пикселы и цвета: содержание сохраняется, а вид может меняться. Стиль
# есть и в мелких узорах (первые слои), и в крупных (глубокие), поэтому Грам берут на нескольких этажах.
# %% partly
# Потому что в глубоком слое меньше карты.
