# %% text
# # Домашнее задание 4. Обратное распространение
# *Forward and backward by hand for a two-layer network, softmax with cross-entropy, and a numeric check.*
#
# К тетради 04.
# %% code imports
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


rng = np.random.default_rng(4)
example = {"W1": rng.normal(size=(3, 4)), "b1": rng.normal(size=4), "W2": rng.normal(size=(4, 2)), "b2": rng.normal(size=2)}
x_example, y_example = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))
# %% text
# ## 1. Вперёд
# $a^{(1)} = \sigma(xW_1 + b_1)$, $a^{(2)} = \sigma(a^{(1)}W_2 + b_2)$; строки $x$ — примеры. Ошибка $C = \frac12\sum\|a^{(2)} - y\|^2$.
# %% answer forward
def forward(p, x):
    """(a1, a2): ответы слоёв сети с параметрами p."""
    ### BEGIN SOLUTION
    a1 = sigmoid(x @ p["W1"] + p["b1"])
    return a1, sigmoid(a1 @ p["W2"] + p["b2"])
    ### END SOLUTION
# %% wrong
    a1 = x @ p["W1"] + p["b1"]
    return a1, a1 @ p["W2"] + p["b2"]
# %% tests forward_test 2 2 2 0
a1, a2 = forward(example, x_example)
assert a1.shape == (5, 4) and a2.shape == (5, 2)
zero = {name: np.zeros_like(value) for name, value in example.items()}
assert np.allclose(forward(zero, x_example)[1], 0.5)
### BEGIN HIDDEN TESTS
assert np.allclose(a2[0], sigmoid(sigmoid(x_example[0] @ example["W1"] + example["b1"]) @ example["W2"] + example["b2"]))
### END HIDDEN TESTS
# %% text
# ## 2. Назад
# Мера влияния выхода $\delta_2 = (a_2 - y)\,a_2(1 - a_2)$, скрытого слоя $\delta_1 = (\delta_2 W_2^\top)\,a_1(1 - a_1)$; градиенты — суммы по
# примерам. Каждый верный градиент — одно очко.
# %% answer backward
def backward(p, x, y):
    """Словарь градиентов ошибки C: "W1", "b1", "W2", "b2", тех же форм, что параметры."""
    ### BEGIN SOLUTION
    a1, a2 = forward(p, x)
    d2 = (a2 - y) * a2 * (1 - a2)
    d1 = (d2 @ p["W2"].T) * a1 * (1 - a1)
    return {"W1": x.T @ d1, "b1": d1.sum(axis=0), "W2": a1.T @ d2, "b2": d2.sum(axis=0)}
    ### END SOLUTION
# %% partly
    a1, a2 = forward(p, x)
    d2 = (a2 - y) * a2 * (1 - a2)
    d1 = d2 @ p["W2"].T
    return {"W1": x.T @ d1, "b1": d1.sum(axis=0), "W2": a1.T @ d2, "b2": d2.sum(axis=0)}
# %% tests backward_test 4 4 2 0
def backward_points():
    given = backward(example, x_example, y_example)
    cost = lambda p: 0.5 * np.sum((forward(p, x_example)[1] - y_example) ** 2)
    points = 0
    for name, value in example.items():
        numeric = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            change = np.zeros_like(value)
            change[place] = 1e-5
            numeric[place] = (cost({**example, name: value + change}) - cost({**example, name: value - change})) / 2e-5
        points += np.shape(given.get(name)) == value.shape and np.allclose(given[name], numeric, atol=1e-7)
    return int(points)

backward_points()
# %% text
# ## 3. Численная проверка
# $\frac{\partial f}{\partial x_i} \approx \frac{f(x + he_i) - f(x - he_i)}{2h}$ — так проверяют всякий градиент, написанный руками.
# %% answer numeric
def numeric_gradient(f, x, h=1e-5):
    """Градиент f (из массива в число) в точке x любой формы; x не меняется."""
    ### BEGIN SOLUTION
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        change = np.zeros_like(x)
        change[place] = h
        gradient[place] = (f(x + change) - f(x - change)) / (2 * h)
    return gradient
    ### END SOLUTION
# %% partly
    gradient = np.zeros_like(x)
    for i in range(len(x)):
        change = np.zeros_like(x)
        change[i] = h
        gradient[i] = (f(x + change) - f(x - change)) / (2 * h)
    return gradient
# %% tests numeric_test 1 1 1 0
assert np.allclose(numeric_gradient(lambda v: np.sum(v ** 2), np.array([1.0, -2.0])), [2, -4])
# %% tests numeric_shape_test 1 1 0 0
point = np.arange(6.0).reshape(2, 3)
### BEGIN HIDDEN TESTS
assert np.allclose(numeric_gradient(lambda v: np.sum(v ** 3) / 3, point), point ** 2, atol=1e-6)
assert point.tolist() == [[0, 1, 2], [3, 4, 5]]
### END HIDDEN TESTS
# %% text
# ## 4. Softmax и кросс-энтропия
# Лекция 3: $L = -\sum_j z'_j\ln z_j$, $z = \mathrm{softmax}(y)$, и тогда $\frac{\partial L}{\partial y_i} = z_i - z'_i$. Выведите на
# бумаге, запрограммируйте и проверьте численно. Логиты могут быть большими.
# %% answer softmax
def loss_and_gradient(logits, target):
    """(L, dL/dlogits) одного примера; target — вероятности."""
    ### BEGIN SOLUTION
    shifted = logits - logits.max()
    log_z = shifted - np.log(np.exp(shifted).sum())
    return -(target * log_z).sum(), np.exp(log_z) - target
    ### END SOLUTION
# %% partly
    z = np.exp(logits) / np.exp(logits).sum()
    return -(target * np.log(z)).sum(), z - target
# %% tests softmax_test 1 1 1 0
loss, gradient = loss_and_gradient(np.array([1.0, 2.0, 0.5]), np.array([0.0, 1.0, 0.0]))
assert abs(loss - 0.464369) < 1e-6 and np.allclose(gradient, [0.231224, -0.371468, 0.140244], atol=1e-6)
# %% tests softmax_large_test 1 1 0 0
with np.errstate(over="ignore", invalid="ignore"):
    loss, gradient = loss_and_gradient(np.array([1000.0, 0.0]), np.array([0.0, 1.0]))
    assert loss == 1000 and np.allclose(gradient, [1, -1])
