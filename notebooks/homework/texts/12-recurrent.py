# %% text
# # Домашнее задание 12. Рекуррентные сети
# *A recurrent step by hand, windows of a series, temperature, a forecast that beats "tomorrow is today".*
#
# К тетради 12.
# %% code imports
import keras
import numpy as np
from keras import layers
from keras.models import Sequential
# %% text
# ## 1. Шаг памяти
# $h_t = \tanh(x_t W + h_{t-1} U + b)$, $h_0 = 0$. Верните состояния после каждого шага — как `SimpleRNN(return_sequences=True)`.
# %% answer rnn
def run(sequence, W, U, b):
    """sequence (T, m) → состояния (T, n)."""
    ### BEGIN SOLUTION
    h, states = np.zeros(len(b)), []
    for x in sequence:
        h = np.tanh(x @ W + h @ U + b)
        states.append(h)
    return np.array(states)
    ### END SOLUTION
# %% partly
    h = np.zeros(len(b))
    for x in sequence:
        h = np.tanh(x @ W + h @ U + b)
    return h
# %% wrong
    return np.tanh(sequence @ W + b)
# %% tests rnn_last_test 1 1 1 0
sequence = np.random.default_rng(12).normal(size=(6, 2)).astype("float32")
layer = layers.SimpleRNN(3, return_sequences=True, bias_initializer="ones")
by_layer = np.array(layer(sequence[None]))[0]
states = np.atleast_2d(run(sequence, *layer.get_weights()))
assert np.allclose(states[-1], by_layer[-1], atol=1e-5)
# %% tests rnn_all_test 2 2 0 0
assert states.shape == (6, 3) and np.allclose(states, by_layer, atol=1e-5)
### BEGIN HIDDEN TESTS
assert np.allclose(run(np.ones((3, 1)), np.ones((1, 1)), np.zeros((1, 1)), np.zeros(1)), np.tanh(1))
### END HIDDEN TESTS
# %% text
# ## 2. Параметры
# Сколько параметров у SimpleRNN и LSTM с входом `m` и состоянием `n`?
# %% answer counts
def rnn_parameters(m, n):
    ### BEGIN SOLUTION
    return n * (m + n + 1)
    ### END SOLUTION


def lstm_parameters(m, n):
    ### BEGIN SOLUTION
    return 4 * n * (m + n + 1)
    ### END SOLUTION
# %% partly
    return n * (m + n + 1)
# ---
    return 3 * n * (m + n + 1)
# %% tests rnn_count_test 1 1 1 0
assert rnn_parameters(8, 32) == 1312
# %% tests lstm_count_test 1 1 0 0
### BEGIN HIDDEN TESTS
assert lstm_parameters(8, 32) == 5248
### END HIDDEN TESTS
assert lstm_parameters(1, 1) > rnn_parameters(1, 1)
# %% text
# ## 3. Окна
# Из ряда длины T — примеры: `n` чисел подряд и то, что идёт за ними. `x` формы (T − n, n, 1), `y` формы (T − n,).
# %% answer windows
def windows(series, n):
    ### BEGIN SOLUTION
    x = np.stack([series[i:i + n] for i in range(len(series) - n)])
    return x[:, :, None], np.asarray(series[n:])
    ### END SOLUTION
# %% partly
    x = np.stack([series[i:i + n] for i in range(len(series) - n)])
    return x, np.asarray(series[n:])
# %% wrong
    x = np.stack([series[i:i + n] for i in range(len(series) - n)])
    return x, np.asarray(series[n - 1:-1])
# %% tests windows_test 1 1 1 0
x, y = windows(np.arange(10.0), 3)
assert np.ravel(x[0]).tolist() == [0, 1, 2] and y[0] == 3 and y[-1] == 9 and len(x) == len(y) == 7
# %% tests windows_shape_test 1 1 0 0
assert x.shape == (7, 3, 1) and y.shape == (7,)
# %% text
# ## 4. Температура
# Из вероятностей $p$ с температурой $T$: $q_i \propto p_i^{1/T}$. При $T \to 0$ остаётся самая вероятная буква.
# %% answer temperature
def heat(p, T):
    """Новые вероятности; p > 0, может быть и очень малым T."""
    ### BEGIN SOLUTION
    logs = np.log(p) / T
    e = np.exp(logs - logs.max())
    return e / e.sum()
    ### END SOLUTION
# %% partly
    q = np.asarray(p) ** (1 / T)
    return q / q.sum()
# %% wrong
    return np.asarray(p) / T
# %% tests heat_test 1 1 1 0
assert np.allclose(heat(np.array([0.5, 0.3, 0.2]), 1.0), [0.5, 0.3, 0.2])
assert np.allclose(heat(np.array([0.8, 0.2]), 0.5), [0.9411765, 0.0588235])
# %% tests heat_cold_test 1 1 0 0
with np.errstate(invalid="ignore", divide="ignore"):
    ### BEGIN HIDDEN TESTS
    assert np.allclose(heat(np.array([0.5, 0.3, 0.2]), 0.0005), [1, 0, 0])
    ### END HIDDEN TESTS
    assert abs(heat(np.array([0.5, 0.3, 0.2]), 100.0).sum() - 1) < 1e-12
# %% text
# ## 5. Прогноз
# Ряд — синус с шумом. Обучите сеть с рекуррентным слоем на окнах по 12. Очко за рекуррентный слой, по очку — за среднюю
# ошибку на конце ряда меньше, чем у «завтра как сегодня», и меньше половины её.
# %% answer forecast
def forecaster(x, y):
    """Обученная сеть, x и y — как из windows."""
    keras.utils.set_random_seed(12)
    ### BEGIN SOLUTION
    net = Sequential([keras.Input((12, 1)), layers.LSTM(16), layers.Dense(1)])
    net.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01))
    net.fit(x, y, batch_size=32, epochs=25, verbose=0)
    return net
    ### END SOLUTION
# %% partly
    net = Sequential([keras.Input((12, 1)), layers.SimpleRNN(2), layers.Dense(1)])
    net.compile(loss="mse", optimizer=keras.optimizers.SGD(0.001))
    net.fit(x, y, batch_size=32, epochs=1, verbose=0)
    return net
# %% tests forecast_test 3 3 1 0
def forecast_points():
    t = np.arange(700)
    series = (np.sin(2 * np.pi * t / 15) + np.random.default_rng(12).normal(0, 0.05, 700)).astype("float32")
    x = np.stack([series[i:i + 12] for i in range(688)])[:, :, None]
    y = series[12:]
    net = forecaster(x[:550], y[:550])
    points = any(type(layer).__name__ in ("SimpleRNN", "LSTM", "GRU", "Bidirectional") for layer in net.layers)
    error = np.abs(net.predict(x[550:], verbose=0)[:, 0] - y[550:]).mean()
    naive = np.abs(x[550:, -1, 0] - y[550:]).mean()
    return int(points) + sum(bool(error < bound) for bound in (naive, naive / 2))

forecast_points()
