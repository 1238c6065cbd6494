# %% text
# # Домашнее задание 3. Градиентный спуск
# *Gradients of linear regression, the descent, Adam by hand, the largest rate that still converges.*
#
# К тетради 03.
# %% code imports
import numpy as np

X = np.array([1, 2, 3, 4, 5], dtype=float)
y = np.array([3, 5, 7, 9, 11], dtype=float)      # y = 2x + 1, как в листинге лекции
# %% text
# ## 1. Градиенты
# $\frac{\partial L}{\partial w} = -\frac2n\sum x_i(y_i - \hat y_i)$, $\frac{\partial L}{\partial b} = -\frac2n\sum(y_i - \hat y_i)$,
# где $\hat y = wx + b$.
# %% answer gradients
def gradients(w, b, x, y):
    """(dL/dw, dL/db) среднеквадратичной ошибки."""
    ### BEGIN SOLUTION
    error = y - (w * x + b)
    return -2 * np.mean(x * error), -2 * np.mean(error)
    ### END SOLUTION
# %% wrong
    error = y - (w * x + b)
    return 2 * np.mean(x * error), 2 * np.mean(error)
# %% tests gradients_test 2 2 2 0
assert np.allclose(gradients(0.0, 0.0, X, y), (-50, -14))
assert np.allclose(gradients(2.0, 1.0, X, y), (0, 0))
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(3)
x1, y1, h = rng.normal(size=9), rng.normal(size=9), 1e-6
loss = lambda w, b: np.mean((y1 - w * x1 - b) ** 2)
numeric = ((loss(0.3 + h, 0.2) - loss(0.3 - h, 0.2)) / (2 * h), (loss(0.3, 0.2 + h) - loss(0.3, 0.2 - h)) / (2 * h))
assert np.allclose(gradients(0.3, 0.2, x1, y1), numeric, atol=1e-6)
### END HIDDEN TESTS
# %% text
# ## 2. Спуск
# `steps` шагов из $w = b = 0$. Верните `w, b, losses`: ошибка **перед** каждым шагом.
# %% answer descend
def descend(x, y, rate=0.01, steps=1000):
    w, b, losses = 0.0, 0.0, []
    ### BEGIN SOLUTION
    for _ in range(steps):
        losses.append(float(np.mean((y - w * x - b) ** 2)))
        dw, db = gradients(w, b, x, y)
        w, b = w - rate * dw, b - rate * db
    ### END SOLUTION
    return w, b, losses
# %% partly
    for _ in range(steps):
        dw, db = gradients(w, b, x, y)
        w, b = w - rate * dw, b - rate * db
        losses.append(float(np.mean((y - w * x - b) ** 2)))
# %% tests descend_test 1 1 1 0
w, b, losses = descend(X, y)
assert f"w = {w:.2f}, b = {b:.2f}" == "w = 2.00, b = 0.99", "после 1000 шагов, как в листинге"
# %% tests losses_test 1 1 0 0
assert len(losses) == 1000 and losses[-1] < losses[0]
### BEGIN HIDDEN TESTS
assert losses[0] == np.mean(y ** 2), "первая ошибка — до первого шага"
### END HIDDEN TESTS
# %% text
# ## 3. Adam
# $m \leftarrow \beta_1 m + (1-\beta_1) g$, $v \leftarrow \beta_2 v + (1-\beta_2) g^2$, $\hat m = m/(1-\beta_1^t)$, $\hat v = v/(1-\beta_2^t)$,
# $w \leftarrow w - \eta\,\hat m/(\sqrt{\hat v} + \epsilon)$; $t$ — номер шага, с единицы.
# %% answer adam
def adam(gradient, w, rate, steps, beta1=0.9, beta2=0.999, epsilon=1e-7):
    """Точка после steps шагов; gradient(w) — градиент в точке."""
    ### BEGIN SOLUTION
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t in range(1, steps + 1):
        g = gradient(w)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g ** 2
        w = w - rate * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + epsilon)
    return w
    ### END SOLUTION
# %% partly
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t in range(1, steps + 1):
        g = gradient(w)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g ** 2
        w = w - rate * m / (np.sqrt(v) + epsilon)
    return w
# %% wrong
    for _ in range(steps):
        w = w - rate * gradient(w)
    return w
# %% tests adam_test 3 3 1 0
def adam_points():
    """1 за спуск по оврагу, 2 за первые шаги точно по формуле."""
    narrow = lambda p: np.array([2.0, 200.0]) * p
    points = 1 if np.abs(adam(narrow, np.array([1.0, 1.0]), 0.05, 400)).max() < 0.05 else 0
    first = adam(narrow, np.array([1.0, -3.0]), 0.1, 1)
    second = adam(lambda p: np.array([1.0, -1.0]) * (p[0] > 0.95) + 0.5, np.array([1.0, 1.0]), 0.1, 2)
    return points + 2 * (np.allclose(first, [0.9, -2.9], atol=1e-4)
                         and np.allclose(second, [0.81289362, 1.09473682], atol=1e-4))

adam_points()
# %% text
# ## 4. Самый большой шаг
# Для $L(w) = \frac12 w^\top A w$ спуск сходится, только если $0 < \eta < 2/\lambda_{\max}(A)$. Для регрессии роль $A$ играет
# матрица вторых производных $\frac2n\sum\begin{pmatrix}x_i^2 & x_i\\ x_i & 1\end{pmatrix}$. Найдите границу для данных `x`.
# %% answer largest
def largest_rate(x):
    """Граница шага: меньше — сходится, больше — взрывается."""
    ### BEGIN SOLUTION
    design = np.stack([x, np.ones_like(x)], axis=1)
    return 2 / np.linalg.eigvalsh(2 * design.T @ design / len(x)).max()
    ### END SOLUTION
# %% partly
    return 0.0834
# %% wrong
    return 0.1
# %% tests largest_test 2 2 1 0
def largest_points():
    bound = largest_rate(X)
    calm = descend(X, y, 0.98 * bound, 3000)[2][-1]
    wild = descend(X, y, 1.02 * bound, 3000)[2][-1]
    points = 1 if calm < 1 and wild > 1e6 else 0
    ### BEGIN HIDDEN TESTS
    other = np.array([0.0, 1, 10])
    points += np.isclose(largest_rate(other), 0.029417, atol=1e-4)
    ### END HIDDEN TESTS
    return int(points)

largest_points()
# %% text
# ## 5. Виды спуска
# Почему у стохастического спуска с постоянным шагом ошибка перестаёт убывать, и что с этим делают?
# %% essay kinds 1
# Градиент по одному примеру — это градиент плюс шум, и возле минимума остаётся только шум: веса блуждают в облаке, размер
# которого растёт с шагом. Шаг уменьшают со временем или увеличивают выборку.
# %% partly
# Потому что шум. Нужно больше эпох.
