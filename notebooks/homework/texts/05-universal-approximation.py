# %% text
# # Домашнее задание 5. Универсальная аппроксимация
# *Bumps from sigmoids, any continuous function, any Boolean function, counting parameters.*
#
# К тетради 05.
# %% code imports
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -500, 500)))
# %% text
# ## 1. Ступенька из двух сигмоид
# $\sigma(k(x - l)) - \sigma(k(x - r))$ при большом $k$ — почти 1 между $l$ и $r$ и почти 0 снаружи.
# %% answer bump
def bump(x, left, right, steep=1000.0):
    """Ступенька высоты 1 на отрезке [left, right]."""
    ### BEGIN SOLUTION
    return sigmoid(steep * (x - left)) - sigmoid(steep * (x - right))
    ### END SOLUTION
# %% wrong
    return sigmoid(steep * (x - left))
# %% tests bump_test 2 2 2 0
assert abs(bump(0.5, 0.2, 0.8) - 1) < 1e-6 and abs(bump(0.1, 0.2, 0.8)) < 1e-6
assert abs(bump(0.9, 0.2, 0.8)) < 1e-6 and abs(bump(0.2, 0.2, 0.8) - 0.5) < 1e-6
### BEGIN HIDDEN TESTS
grid = np.linspace(0, 1, 1001)
assert abs(bump(grid, 0.25, 0.5).mean() - 0.25) < 1e-3
### END HIDDEN TESTS
# %% text
# ## 2. Любая непрерывная функция
# Сумма `n` ступенек на отрезке [0, 1], то есть двухслойная сеть из $2n$ сигмоид. Ошибка — наибольшее расхождение;
# она должна убывать с `n`. За ошибку не больше 0,5, 0,1 и 0,02 на 1000 ступеньках — по очку.
# %% answer approximate
def approximate(f, n):
    """Функция от массива точек отрезка [0, 1], близкая к f."""
    ### BEGIN SOLUTION
    edges = np.linspace(0, 1, n + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    edges[0], edges[-1] = -1, 2
    heights = [f(m) for m in middles]
    return lambda x: sum(h * bump(x, l, r, 50.0 * n) for h, l, r in zip(heights, edges[:-1], edges[1:]))
    ### END SOLUTION
# %% partly
    edges = np.linspace(0, 1, n + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    edges[0], edges[-1] = -1, 2
    heights = [f(m) for m in middles]
    return lambda x: 0.93 * sum(h * bump(x, l, r, 50.0 * n) for h, l, r in zip(heights, edges[:-1], edges[1:]))
# %% wrong
    return lambda x: 0 * x
# %% tests approximate_test 3 3 2 0
def approximate_points():
    f = lambda x: np.sin(6 * x) + 0.3 * np.cos(25 * x)
    grid = np.linspace(0, 1, 777)
    error = np.abs(approximate(f, 1000)(grid) - f(grid)).max()
    return sum(bool(error <= bound) for bound in (0.5, 0.1, 0.02))

approximate_points()
# %% text
# ## 3. Любая булева функция
# По таблице истинности — список ответов для входов 00…0, 00…1, …, 11…1 — постройте двухслойную пороговую сеть: по
# скрытому нейрону на каждую единицу таблицы и выход «хотя бы один». Верните `W1, b1, W2, b2`; слой: $[xW + b > 0]$.
# %% answer boolean
def boolean(table):
    n = (len(table) - 1).bit_length()
    rows = [[(k >> (n - 1 - i)) & 1 for i in range(n)] for k in range(len(table))]
    ### BEGIN SOLUTION
    ones = [row for row, answer in zip(rows, table) if answer]
    if not ones:
        return np.zeros((n, 1)), np.zeros(1), np.zeros((1, 1)), np.zeros(1)
    W1 = np.array(ones, dtype=float).T * 2 - 1
    b1 = 0.5 - np.array([sum(row) for row in ones], dtype=float)
    return W1, b1, np.ones((len(ones), 1)), np.array([-0.5])
    ### END SOLUTION
# %% partly
    ones = [row for row, answer in zip(rows, table) if answer]
    W1 = np.array(ones, dtype=float).T * 2 - 1
    b1 = 0.5 - np.array([sum(row) for row in ones], dtype=float)
    return W1, b1, np.ones((len(ones), 1)), np.array([-0.5])
# %% tests boolean_test 2 2 2 0
def answers(table):
    W1, b1, W2, b2 = boolean(table)
    n = (len(table) - 1).bit_length()
    rows = np.array([[(k >> (n - 1 - i)) & 1 for i in range(n)] for k in range(len(table))], dtype=float)
    hidden = (rows @ W1 + b1 > 0).astype(float)
    return (hidden @ W2 + b2 > 0).astype(int).ravel().tolist()

for table in ([0, 1, 1, 0], [0, 0, 0, 1], [1, 0, 0, 1, 0, 1, 1, 0]):
    assert answers(table) == table
# %% tests boolean_all_test 1 1 0 0
for code in range(16):
    table = [(code >> i) & 1 for i in range(4)]
    ### BEGIN HIDDEN TESTS
    assert answers(table) == table, table
    ### END HIDDEN TESTS
# %% text
# ## 4. Параметры
# Сколько весов и смещений в полносвязной сети со слоями `sizes` (вход первый)?
# %% answer parameters
def parameters(sizes):
    ### BEGIN SOLUTION
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
    ### END SOLUTION
# %% wrong
    return sum(a * b for a, b in zip(sizes, sizes[1:]))
# %% tests parameters_test 1 1 1 0
assert parameters([784, 800, 10]) == 636010
### BEGIN HIDDEN TESTS
assert parameters([2, 3, 4, 1]) == 30
### END HIDDEN TESTS
# %% text
# ## 5. Что теорема не обещает
# Теорема Цыбенко говорит, что сеть **есть**. Чего она не говорит? Назовите хотя бы две вещи.
# %% essay promise 1
# Не говорит, сколько нужно нейронов (может быть, очень много), не говорит, что обучение эту сеть найдёт, и ничего не
# обещает вне отрезка и между обучающими точками (обобщение).
# %% partly
# Не говорит, сколько нужно нейронов.
