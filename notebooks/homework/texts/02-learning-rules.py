# %% text
# # Домашнее задание 2. Правила обучения
# *Hebb's rules, the delta rule, full, online and mini-batch learning.*
#
# К тетради 02.
# %% code imports
import numpy as np
# %% text
# ## 1. Правила Хэбба
# Нейрон отвечает 1, если $w \cdot x > 0$. Ответ неверен и равен 0 — увеличить на `rate` веса входов, где стояла единица;
# неверен и равен 1 — уменьшить. Верен — ничего не менять. Функция возвращает **новые** веса и не портит старые.
# %% answer hebb
def hebb_step(x, y, w, rate=0.1):
    """Веса после одного примера: вход x из нулей и единиц, верный ответ y."""
    ### BEGIN SOLUTION
    answer = 1 if x @ w > 0 else 0
    return w + rate * (y - answer) * x
    ### END SOLUTION
# %% partly
    answer = 1 if x @ w > 0 else 0
    w += rate * (y - answer) * x
    return w
# %% wrong
    answer = 1 if x @ w > 0 else 0
    return w - rate * (y - answer) * x
# %% tests hebb_test 2 2 2 0
assert np.allclose(hebb_step(np.array([1.0, 0, 1]), 1, np.array([-1.0, 2, 0])), [-0.9, 2, 0.1])
assert np.allclose(hebb_step(np.array([1.0, 0, 1]), 0, np.array([1.0, 2, 0])), [0.9, 2, -0.1])
assert np.allclose(hebb_step(np.array([1.0, 1, 0]), 1, np.array([1.0, 2, 0])), [1, 2, 0])
# %% tests hebb_pure_test 1 1 0 0
before = np.array([-1.0, 2, 0])
hebb_step(np.array([1.0, 0, 1]), 1, before)
assert before.tolist() == [-1, 2, 0], "старые веса изменились"
### BEGIN HIDDEN TESTS
assert np.allclose(hebb_step(np.array([1.0, 1]), 1, np.array([-0.2, 0.0]), rate=0.5), [0.3, 0.5])
### END HIDDEN TESTS
# %% text
# ## 2. Учить, пока ошибается
# Проходите примеры по порядку, пока эпоха не обойдётся без ошибок или не кончатся `epochs`. Верните веса и число эпох
# (считая последнюю, безошибочную).
# %% answer hebb_fit
def hebb_fit(x, y, epochs=100, rate=0.1):
    """Веса (начиная с нулей) и сколько эпох понадобилось."""
    ### BEGIN SOLUTION
    w = np.zeros(x.shape[1])
    for epoch in range(1, epochs + 1):
        mistakes = 0
        for signal, right in zip(x, y):
            new = hebb_step(signal, right, w, rate)
            mistakes += not np.array_equal(new, w)
            w = new.copy()
        if mistakes == 0:
            break
    return w, epoch
    ### END SOLUTION
# %% partly
    w = np.zeros(x.shape[1])
    for epoch in range(1, epochs + 1):
        for signal, right in zip(x, y):
            w = hebb_step(signal, right, w, rate).copy()
    return w, epoch
# %% tests hebb_fit_test 3 3 1.5 0
corners = np.array([[0.0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])    # последний вход — всегда 1

def hebb_points():
    """Половина — за верные ответы на И и ИЛИ, половина — за остановку вовремя и честный отказ на XOR."""
    points, stops = 0, 0
    for y in ([0, 0, 0, 1], [0, 1, 1, 1]):
        w, epochs = hebb_fit(corners, y)
        points += 0.75 * ((corners @ w > 0).astype(int).tolist() == y)
        stops += 0.5 * (epochs < 100)
    return float(points + stops + 0.5 * (hebb_fit(corners, [0, 1, 1, 0], epochs=7)[1] == 7) * (stops > 0))

hebb_points()
# %% text
# ## 3. Дельта-правило
# $\varepsilon = \frac12\sum_j (a_j - y_j)^2$, $a = Xw$; шаг $w \leftarrow w - \eta\,X^\top(Xw - y)$.
# %% answer delta
def delta_step(w, x, y, rate):
    """Веса линейного нейрона после шага по всем примерам x."""
    ### BEGIN SOLUTION
    return w - rate * x.T @ (x @ w - y)
    ### END SOLUTION
# %% wrong
    return w + rate * x.T @ (x @ w - y)
# %% tests delta_test 2 2 2 0
x = np.array([[1.0, 2], [3, 4], [0, 1]])
y = np.array([5.0, 11, 2])
assert np.allclose(delta_step(np.zeros(2), x, y, 0.1), [3.8, 5.6])
### BEGIN HIDDEN TESTS
w = np.zeros(2)
for _ in range(3000):
    w = delta_step(w, x, y, 0.05)
assert np.allclose(w, [1, 2], atol=1e-3)
### END HIDDEN TESTS
# %% text
# ## 4. Мини-выборки
# Одна эпоха: примеры в порядке `order` по `size` штук; на каждой выборке шаг с `rate / число примеров в ней`.
# Последняя выборка может быть короче.
# %% answer epoch
def epoch(w, x, y, size, rate, order):
    """Веса после эпохи."""
    ### BEGIN SOLUTION
    for begin in range(0, len(x), size):
        chosen = order[begin:begin + size]
        w = delta_step(w, x[chosen], y[chosen], rate / len(chosen))
    return w
    ### END SOLUTION
# %% partly
    for begin in range(0, len(x) - size + 1, size):
        chosen = order[begin:begin + size]
        w = delta_step(w, x[chosen], y[chosen], rate / size)
    return w
# %% wrong
    return delta_step(w, x, y, rate)
# %% tests epoch_test 1 1 1 0
rng = np.random.default_rng(2)
portions = rng.integers(0, 4, (100, 3)).astype(float)
sums = portions @ np.array([80.0, 120.0, 30.0])
w = np.array([50.0, 50, 50])
for _ in range(60):
    w = epoch(w, portions, sums, 10, 0.1, rng.permutation(100))
assert np.allclose(w, [80, 120, 30], atol=0.5)
# %% tests short_batch_test 1 1 0 0
w = epoch(np.zeros(1), np.ones((5, 1)), np.array([0.0, 0, 0, 0, 8]), 2, 0.5, np.arange(5))
### BEGIN HIDDEN TESTS
assert w[0] == 4.0, "пятый пример — выборка из одного"
### END HIDDEN TESTS
