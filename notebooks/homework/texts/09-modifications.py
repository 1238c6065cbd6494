# %% text
# # Домашнее задание 9. Модификации свёрточных сетей
# *Separable convolutions counted and built, Inception, a residual block, batch normalization by hand.*
#
# К тетради 09.
# %% code imports
import keras
import numpy as np
from keras import layers
from keras.models import Model
# %% text
# ## 1. Обычная и разделимая
# Число параметров со смещениями (у разделимой смещения — только после 1×1). На слайде: 370 и 86.
# %% answer counts
def ordinary(channels, filters, kernel):
    ### BEGIN SOLUTION
    return channels * kernel * kernel * filters + filters
    ### END SOLUTION


def separable(channels, filters, kernel):
    ### BEGIN SOLUTION
    return channels * kernel * kernel + channels * filters + filters
    ### END SOLUTION
# %% partly
    return channels * kernel * kernel * filters + filters
# ---
    return channels * (kernel * kernel + 1) + channels * filters + filters
# %% wrong
    return kernel * kernel * filters
# %% tests ordinary_test 1 1 1 0
assert ordinary(4, 10, 3) == 370
### BEGIN HIDDEN TESTS
assert ordinary(3, 96, 11) == 34944
### END HIDDEN TESTS
# %% tests separable_test 1 1 0 0
assert separable(4, 10, 3) == 86
### BEGIN HIDDEN TESTS
assert separable(64, 128, 5) == 9920
### END HIDDEN TESTS
# %% text
# ## 2. Inception
# Четыре ветви, как на слайде VIII лекции 3: 1×1; 1×1 → 3×3; 1×1 → 5×5; max-пулинг 3×3 с шагом 1 → 1×1. Всюду `filters`
# фильтров, `padding="same"`, ReLU; выходы соединены по каналам.
# %% answer inception
def inception(x, filters=64):
    """Карты (H, W, C) → (H, W, 4 * filters)."""
    ### BEGIN SOLUTION
    def conv(x, size):
        return layers.Conv2D(filters, size, padding="same", activation="relu")(x)
    pooled = layers.MaxPooling2D(3, strides=1, padding="same")(x)
    return layers.Concatenate()([conv(x, 1), conv(conv(x, 1), 3), conv(conv(x, 1), 5), conv(pooled, 1)])
    ### END SOLUTION
# %% partly
    def conv(x, size):
        return layers.Conv2D(filters, size, padding="same", activation="relu")(x)
    return layers.Concatenate()([conv(x, 1), conv(x, 3), conv(x, 5), conv(x, 1)])
# %% wrong
    return layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
# %% tests inception_test 3 3 1 0
def inception_points():
    """1 за форму выхода, 2 за слои и число параметров."""
    inputs = keras.Input((28, 28, 192))
    net = Model(inputs, inception(inputs))
    points = 1 if tuple(net.output.shape[1:]) == (28, 28, 256) else 0
    kinds = sorted(layer.get_weights()[0].shape[0] for layer in net.layers if type(layer).__name__ == "Conv2D")
    pools = sum(type(layer).__name__ == "MaxPooling2D" for layer in net.layers)
    return points + 2 * (kinds == [1, 1, 1, 1, 3, 5] and pools == 1 and net.count_params() == 188800)

inception_points()
# %% text
# ## 3. Residual
# `свёртка 3×3 (линейная) → BN → ReLU → свёртка 3×3 → BN`, затем прибавить вход и ReLU. Число карт — как у входа.
# %% answer residual
def residual(x):
    ### BEGIN SOLUTION
    filters = x.shape[-1]
    y = layers.Conv2D(filters, 3, padding="same")(x)
    y = layers.Activation("relu")(layers.BatchNormalization()(y))
    y = layers.BatchNormalization()(layers.Conv2D(filters, 3, padding="same")(y))
    return layers.Activation("relu")(layers.Add()([x, y]))
    ### END SOLUTION
# %% partly
    filters = x.shape[-1]
    y = layers.Conv2D(filters, 3, padding="same")(x)
    y = layers.Activation("relu")(layers.BatchNormalization()(y))
    y = layers.BatchNormalization()(layers.Conv2D(filters, 3, padding="same")(y))
    return layers.Activation("relu")(y)
# %% tests residual_test 1 1 1 0
inputs = keras.Input((8, 8, 16))
block = Model(inputs, residual(inputs))
assert tuple(block.output.shape[1:]) == (8, 8, 16)
assert sum(type(layer).__name__ == "BatchNormalization" for layer in block.layers) == 2
# %% tests residual_skip_test 1 1 0 0
block.set_weights([w if w.ndim == 1 and w.mean() > 0.5 else np.zeros_like(w) for w in block.get_weights()])
picture = np.random.default_rng(9).normal(size=(1, 8, 8, 16)).astype("float32")
### BEGIN HIDDEN TESTS
assert np.allclose(block.predict(picture, verbose=0), np.maximum(picture, 0), atol=1e-5), "со свёртками-нулями виден обход"
### END HIDDEN TESTS
# %% text
# ## 4. Batch Normalization
# $\hat x = \frac{x - \mu_B}{\sqrt{\sigma^2_B + \varepsilon}}$, $y = \gamma\hat x + \beta$: среднее и дисперсия — по мини-батчу, отдельно для
# каждого признака (столбца).
# %% answer bn
def batch_norm(x, gamma, beta, epsilon=1e-3):
    """x формы (примеры, признаки)."""
    ### BEGIN SOLUTION
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + beta
    ### END SOLUTION
# %% partly
    return gamma * (x - x.mean(axis=0)) / (x.std(axis=0) + epsilon) + beta
# %% wrong
    return gamma * (x - x.mean()) / np.sqrt(x.var() + epsilon) + beta
# %% tests bn_test 1 1 1 0
batch = np.random.default_rng(9).normal(5, 3, size=(200, 4))
normal = batch_norm(batch, 1.0, 0.0)
assert np.abs(normal.mean(axis=0)).max() < 1e-9 and np.allclose(normal.std(axis=0), 1, atol=0.01)
# %% tests bn_formula_test 1 1 0 0
layer = layers.BatchNormalization()
by_layer = np.array(layer(0.05 * batch.astype("float32"), training=True))
assert np.allclose(batch_norm(0.05 * batch, 1.0, 0.0), by_layer, atol=1e-4)
### BEGIN HIDDEN TESTS
assert np.allclose(batch_norm(batch, 2.0, 3.0), 2 * batch_norm(batch, 1.0, 0.0) + 3)
### END HIDDEN TESTS
# %% text
# ## 5. Свёртка 1×1
# Она не видит соседей. Зачем она тогда в Inception?
# %% essay one 1
# Она смешивает каналы и уменьшает их число: перед 3×3 и 5×5 дорогих умножений становится меньше (из 192 карт — 64).
# И это ещё одна нелинейность.
# %% partly
# Чтобы сеть была глубже.
