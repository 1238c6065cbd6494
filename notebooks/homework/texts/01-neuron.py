# %% text
# # Домашнее задание 1. Нейрон
# *A threshold neuron, logic, XOR from neurons, activation functions, softmax.*
#
# К тетради 01.
# %% code imports
import math

import numpy as np
# %% text
# ## 1. Нейрон Маккалока — Питтса
# Потенциал $z = b + \sum_i w_i x_i$, ответ $a = 1$, если $z > 0$, иначе $0$. Функция возвращает целое 0 или 1.
# %% answer neuron
def neuron(x, w, b):
    """Ответ нейрона с весами w и смещением b на вход x."""
    ### BEGIN SOLUTION
    z = b + sum(wi * xi for wi, xi in zip(w, x))
    return 1 if z > 0 else 0
    ### END SOLUTION
# %% wrong
    z = sum(wi * xi for wi, xi in zip(w, x))
    return 1 if z > 0 else 0
# %% tests neuron_test 2 2 2 0
assert neuron([1, 1], [1, 1], -1.5) == 1
assert neuron([1, 0], [1, 1], -1.5) == 0
### BEGIN HIDDEN TESTS
assert neuron([1, 0, 1], [0.5, -2, 0.5], -1) == 0, "на самой границе z = 0 нейрон молчит"
assert neuron([3], [-1], 4) == 1
### END HIDDEN TESTS
# %% text
# ## 2. Логика
# Подберите веса и смещение трёх нейронов: И-НЕ и ИЛИ-НЕ от двух входов, «большинство» (хотя бы два из трёх).
# Каждый верный нейрон — одно очко.
# %% answer logic
logic = {}
### BEGIN SOLUTION
logic["И-НЕ"] = ([-1, -1], 1.5)
logic["ИЛИ-НЕ"] = ([-1, -1], 0.5)
logic["большинство"] = ([1, 1, 1], -1.5)
### END SOLUTION
# %% partly
logic["И-НЕ"] = ([-1, -1], 1.5)
logic["ИЛИ-НЕ"] = ([-1, -1], 0.5)
logic["большинство"] = ([1, 1, 1], -0.5)
# %% wrong
logic["И-НЕ"] = ([1, 1], -1.5)
# %% tests logic_test 3 3 2 0
def logic_points():
    """Очки: сколько нейронов верны на всех входах."""
    rules = {"И-НЕ": (2, lambda s: s < 2), "ИЛИ-НЕ": (2, lambda s: s == 0), "большинство": (3, lambda s: s >= 2)}
    points = 0
    for name, (count, rule) in rules.items():
        inputs = [[(k >> i) & 1 for i in range(count)] for k in range(2 ** count)]
        w, b = logic.get(name, ([0] * count, 0))
        answers = [int(b + sum(wi * xi for wi, xi in zip(w, x)) > 0) for x in inputs]
        points += answers == [int(rule(sum(x))) for x in inputs]
    return points

logic_points()
# %% text
# ## 3. XOR
# Одним нейроном нельзя, тремя можно. Соберите XOR только из вызовов `neuron`.
# %% answer xor
def xor(x1, x2):
    """1, если входы различны."""
    ### BEGIN SOLUTION
    either = neuron([x1, x2], [1, 1], -0.5)
    not_both = neuron([x1, x2], [-1, -1], 1.5)
    return neuron([either, not_both], [1, 1], -1.5)
    ### END SOLUTION
# %% wrong
    return neuron([x1, x2], [1, 1], -0.5)
# %% tests xor_test 2 2 2 0
assert [xor(a, b) for a in (0, 1) for b in (0, 1)] == [0, 1, 1, 0]
### BEGIN HIDDEN TESTS
neuron_kept, calls = neuron, []
def neuron(x, w, b):
    calls.append(len(w))
    return neuron_kept(x, w, b)
assert xor(1, 0) == 1 and len(calls) >= 2, "XOR собран не из нейронов"
neuron = neuron_kept
### END HIDDEN TESTS
# %% text
# ## 4. Функции активации
# $\sigma(x) = \frac1{1+e^{-x}}$, $\mathrm{softplus}(x) = \ln(1 + e^x)$, $\mathrm{softmax}(y)_j = e^{y_j} / \sum_i e^{y_i}$.
# Они должны работать и для больших чисел: `softmax([1000, 1000])` — это `[0.5, 0.5]`, а не `nan`.
# %% answer activations
def sigmoid(x):
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))
    ### END SOLUTION


def softplus(x):
    ### BEGIN SOLUTION
    return np.logaddexp(0, x)
    ### END SOLUTION


def softmax(y):
    ### BEGIN SOLUTION
    e = np.exp(np.asarray(y, dtype=float) - np.max(y))
    return e / e.sum()
    ### END SOLUTION
# %% partly
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))
# ---
    return np.log(1 + np.exp(x))
# ---
    e = np.exp(np.asarray(y, dtype=float))
    return e / e.sum()
# %% tests activations_test 1 1 1 0
assert sigmoid(0) == 0.5 and abs(sigmoid(2.0) - 0.8807970779778823) < 1e-12
assert abs(softplus(0) - math.log(2)) < 1e-12
assert np.allclose(softmax([1.0, 2.0, 0.5]), [0.2312239, 0.6285317, 0.1402444])
# %% tests stable_test 1 1 0 0
with np.errstate(over="ignore", invalid="ignore"):
    assert np.allclose(softmax([1000.0, 1000.0]), [0.5, 0.5])
    ### BEGIN HIDDEN TESTS
    assert np.allclose(softmax([-1000.0, 0.0, -1000.0]), [0, 1, 0])
    assert softplus(1000.0) == 1000.0
    ### END HIDDEN TESTS
# %% text
# ## 5. Почему
# Докажите в двух-трёх строках, что одного порогового нейрона для XOR не хватает.
# %% essay why 1
# Нужно $b \le 0$, $w_1 + b > 0$, $w_2 + b > 0$ и $w_1 + w_2 + b \le 0$. Сложим второе и третье: $w_1 + w_2 + 2b > 0$, то
# есть $w_1 + w_2 + b > -b \ge 0$ — противоречие с последним.
# %% partly
# Точки XOR нельзя разделить прямой.
