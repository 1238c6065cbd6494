"""Recurrent layers, wrappers, masks and attention: outputs, and three steps of training from given weights."""
import numpy as np
import keras
from keras import layers as L


def fixed(shape, k):
    n = int(np.prod(shape))
    return ((np.arange(n) * 7919 + k * 613) % 1009 / 504.5 - 1).reshape(shape)


def show(name, m, X):
    m.set_weights([fixed(w.shape, i + 1) * 0.5 for i, w in enumerate(m.get_weights())])
    p = m.predict(X, verbose=0)
    one = p[0] if isinstance(p, list) else p
    print(name, [q.shape for q in p] if isinstance(p, list) else p.shape, f"{float(np.abs(one).sum()):.3f}", m.count_params())
    m.compile(optimizer=keras.optimizers.SGD(0.5), loss="mse")
    Y = [fixed(q.shape, 17) for q in p] if isinstance(p, list) else fixed(p.shape, 17)
    losses = [m.train_on_batch(X, Y) for _ in range(3)]
    print("  ", [f"{float(np.ravel(l)[0]):.4f}" for l in losses], [f"{float(np.abs(w).sum()):.3f}" for w in m.get_weights()])


for text in [
    "L.SimpleRNN(4)", "L.SimpleRNN(4, return_sequences=True, activation='relu')", "L.SimpleRNN(4, use_bias=False, go_backwards=True)",
    "L.LSTM(4)", "L.LSTM(4, return_sequences=True)", "L.LSTM(3, activation='softsign', recurrent_activation='hard_sigmoid')",
    "L.LSTM(4, go_backwards=True, return_sequences=True)", "L.LSTM(4, unit_forget_bias=False, return_state=True)",
    "L.GRU(4)", "L.GRU(4, return_sequences=True, reset_after=False)", "L.GRU(4, return_state=True, use_bias=False)",
    "L.Bidirectional(L.LSTM(3))", "L.Bidirectional(L.GRU(3, return_sequences=True))", "L.Bidirectional(L.SimpleRNN(3), merge_mode='sum')",
    "L.Bidirectional(L.LSTM(3, return_sequences=True), merge_mode='ave')", "L.TimeDistributed(L.Dense(3, activation='tanh'))",
]:
    x = keras.Input((5, 3))
    h = L.Dense(3)(x)
    y = eval(text)(h)
    y = list(y) if isinstance(y, (list, tuple)) else y
    show(text, keras.Model(x, y), fixed((4, 5, 3), 11))
x = keras.Input((5, 6, 6, 2))
show("TimeDistributed(Conv2D)", keras.Model(x, L.TimeDistributed(L.Conv2D(2, 3))(x)), fixed((2, 5, 6, 6, 2), 5))

# Masks: numbers that fill sequences up do not count.
words = np.array([[3, 4, 0, 0, 0], [1, 2, 3, 4, 5], [6, 0, 0, 0, 0]])
for text in ["L.LSTM(3)", "L.GRU(3)", "L.SimpleRNN(3)", "L.LSTM(3, return_sequences=True)", "L.Bidirectional(L.LSTM(2))"]:
    x = keras.Input((5,))
    show("mask_zero " + text, keras.Model(x, eval(text)(L.Embedding(8, 3, mask_zero=True)(x))), words)
X = fixed((3, 5, 2), 4)
X[1, 2:] = 0
X[2, :3] = 0
x = keras.Input((5, 2))
show("Masking", keras.Model(x, L.GRU(3)(L.Masking()(x))), X)

# States go from one layer to the next.
a, b = keras.Input((5, 3)), keras.Input((4, 3))
out, h, c = L.LSTM(3, return_state=True)(a)
y = L.LSTM(3, return_sequences=True)(b, initial_state=[h, c])
show("states", keras.Model([a, b], y), [fixed((2, 5, 3), 1), fixed((2, 4, 3), 2)])

# Attention.
q, v = keras.Input((4, 3)), keras.Input((5, 3))
show("Attention", keras.Model([q, v], L.Attention(use_scale=True)([q, v])), [fixed((2, 4, 3), 1), fixed((2, 5, 3), 2)])
x = keras.Input((4, 6))
show("MultiHeadAttention", keras.Model(x, L.MultiHeadAttention(2, 3)(x, x)), fixed((2, 4, 6), 3))
show("causal", keras.Model(x, L.MultiHeadAttention(2, 3, value_dim=4)(x, x, use_causal_mask=True)), fixed((2, 4, 6), 3))
x = keras.Input((6,))
show("Lambda", keras.Model(x, L.Lambda(lambda t: t * 0.5 + 1)(L.Dense(3)(x))), fixed((2, 6), 3))
m = keras.Sequential([keras.Input((None, 3)), L.LSTM(4), L.Dense(1)])
print(m.input_shape, m.output_shape, [m.predict(fixed((2, n, 3), n), verbose=0).shape for n in (3, 7)])
show("any length", m, fixed((2, 6, 3), 8))
