# %% text
# # Домашнее задание 15. GAN
# *The two losses, the best judge, an alternating loop, mode collapse measured.*
#
# К тетради 15.
# %% code imports
import keras
import numpy as np
import tensorflow as tf
from keras import layers
from keras.models import Sequential
# %% text
# ## 1. Потери игроков
# Судья $D$ отвечает вероятностью, что пример настоящий. Его потери: $-\frac1n\sum\ln D(x) - \frac1n\sum\ln(1 - D(G(z)))$.
# Потери генератора (не насыщающиеся): $-\frac1n\sum\ln D(G(z))$.
# %% answer losses
def judge_loss(on_real, on_fake):
    """Ответы судьи на настоящие и поддельные примеры → число."""
    ### BEGIN SOLUTION
    return float(-np.log(on_real).mean() - np.log(1 - on_fake).mean())
    ### END SOLUTION


def generator_loss(on_fake):
    ### BEGIN SOLUTION
    return float(-np.log(on_fake).mean())
    ### END SOLUTION
# %% partly
    return float(-np.log(on_real).mean() - np.log(1 - on_fake).mean())
# ---
    return float(np.log(1 - on_fake).mean())
# %% wrong
    return float(np.log(on_real).mean())
# %% tests judge_test 2 2 2 0
half = np.full(4, 0.5)
assert abs(judge_loss(half, half) - 2 * np.log(2)) < 1e-12
assert judge_loss(np.array([0.9, 0.99]), np.array([0.1, 0.01])) < 0.2
### BEGIN HIDDEN TESTS
assert abs(judge_loss(np.array([0.5, 0.25]), np.array([0.75])) - (1.5 * np.log(2) + np.log(4))) < 1e-12
### END HIDDEN TESTS
# %% tests generator_test 1 1 0 0
assert abs(generator_loss(half) - np.log(2)) < 1e-12 and generator_loss(np.array([0.9])) < generator_loss(np.array([0.1]))
# %% text
# ## 2. Лучший судья
# Если плотность настоящих $p$, а поддельных $q$, лучший судья отвечает $D^*(x) = p(x)/(p(x) + q(x))$. Запишите его для двух
# нормальных распределений с отклонением 1 и средними `real` и `fake`.
# %% answer best
def best_judge(x, real, fake):
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(((x - real) ** 2 - (x - fake) ** 2) / 2))
    ### END SOLUTION
# %% partly
    p, q = np.exp(-np.abs(x - real)), np.exp(-np.abs(x - fake))
    return p / (p + q)
# %% wrong
    return np.exp(-(x - real) ** 2 / 2)
# %% tests best_half_test 1 1 1 0
assert best_judge(0.0, -1.0, 1.0) == 0.5 and best_judge(3.3, 2.0, 2.0) == 0.5
# %% tests best_test 1 1 0 0
assert abs(best_judge(1.0, 1.0, 0.0) - 0.6224593312018546) < 1e-12
### BEGIN HIDDEN TESTS
assert np.allclose(best_judge(np.array([2.0, -1.0]), 0.0, 1.0), [1 / (1 + np.exp(1.5)), 1 / (1 + np.exp(-1.5))])
### END HIDDEN TESTS
# %% text
# ## 3. Игра
# Генератор — один линейный слой из шума в число, настоящие числа — $N(4,\,0{,}5^2)$. Сделайте `steps` раз: шаг судьи, шаг
# генератора. Очко — среднее подделок сдвинулось к 4 больше чем наполовину, второе — отличается от 4 меньше чем на 0,5,
# третье — отклонение между 0,2 и 1.
# %% answer game
def play(steps=1000):
    """Обученный генератор: модель из шума (n, 1) в числа (n, 1)."""
    keras.utils.set_random_seed(15)
    rng = np.random.default_rng(15)
    generator = Sequential([keras.Input((1,)), layers.Dense(1)])
    judge = Sequential([keras.Input((1,)), layers.Dense(16, activation="tanh"), layers.Dense(16, activation="tanh"),
                        layers.Dense(1, activation="sigmoid")])
    judge_optimizer, generator_optimizer = keras.optimizers.Adam(0.01, beta_1=0.5), keras.optimizers.Adam(0.01, beta_1=0.5)
    for _ in range(steps):
        real = rng.normal(4, 0.5, (128, 1)).astype("float32")
        noise = rng.normal(size=(128, 1)).astype("float32")
        ### BEGIN SOLUTION
        with tf.GradientTape() as tape:
            loss = -tf.reduce_mean(keras.ops.log(judge(real) + 1e-6) + keras.ops.log(1 - judge(generator(noise)) + 1e-6))
        gradients = tape.gradient(loss, judge.trainable_variables)
        judge_optimizer.apply_gradients(zip(gradients, judge.trainable_variables))
        with tf.GradientTape() as tape:
            loss = -tf.reduce_mean(keras.ops.log(judge(generator(noise)) + 1e-6))
        gradients = tape.gradient(loss, generator.trainable_variables)
        generator_optimizer.apply_gradients(zip(gradients, generator.trainable_variables))
        ### END SOLUTION
    return generator
# %% partly
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((generator(noise) - real) ** 2)
        gradients = tape.gradient(loss, generator.trainable_variables)
        generator_optimizer.apply_gradients(zip(gradients, generator.trainable_variables))
# %% tests game_test 3 3 2 0
def game_points():
    fakes = play().predict(np.random.default_rng(1).normal(size=(2000, 1)).astype("float32"), verbose=0)
    mean, deviation = float(fakes.mean()), float(fakes.std())
    return int(mean > 2) + int(abs(mean - 4) < 0.5) + int(0.2 < deviation < 1 and mean > 2)

game_points()
# %% text
# ## 4. Схлопывание
# Настоящие точки стоят у `centres`. Какую долю мод генератор нашёл: мода найдена, если ближе `radius` к ней хотя бы 1%
# точек?
# %% answer modes
def found_modes(points, centres, radius):
    """Доля найденных мод, от 0 до 1."""
    ### BEGIN SOLUTION
    distance = np.sqrt(((points[:, None] - centres[None]) ** 2).sum(axis=2))
    return float(((distance < radius).mean(axis=0) >= 0.01).mean())
    ### END SOLUTION
# %% partly
    distance = np.sqrt(((points[:, None] - centres[None]) ** 2).sum(axis=2))
    return float((distance < radius).any(axis=0).mean())
# %% tests modes_test 1 1 1 0
centres = np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]])
assert found_modes(np.repeat(centres[:1], 50, axis=0), centres, 0.1) == 0.25
assert found_modes(np.repeat(centres, 50, axis=0), centres, 0.1) == 1
# %% tests modes_share_test 1 1 0 0
### BEGIN HIDDEN TESTS
lonely = np.concatenate([np.repeat(centres[:1], 999, axis=0), centres[1:2]])
assert found_modes(lonely, centres, 0.1) == 0.25, "одной точки из тысячи мало"
### END HIDDEN TESTS
assert found_modes(np.full((5, 2), 9.0), centres, 0.1) == 0
# %% text
# ## 5. Отклонение
# Почему при обучении по среднеквадратичной ошибке к случайным настоящим примерам генератор выдал бы одно и то же число?
# %% essay mean 1
# Шум и настоящий пример независимы, и наименьшую среднеквадратичную ошибку даёт среднее настоящих: веса при шуме уходят в 0.
# Судья же сравнивает распределения, а не пары.
# %% partly
# Потому что нет судьи.
