"""Which steps of sequences count: masks through layers, joined, and named by a call."""
import keras
import numpy as np
from keras import layers as L

words = np.array([[1, 2, 0, 0, 0], [3, 1, 2, 4, 0], [1, 1, 1, 1, 1]])


def show(name, model):
    numbers = np.random.default_rng(1)
    model.set_weights([np.abs(numbers.normal(size=w.shape)).astype("float32") * 0.4 for w in model.get_weights()])
    print(name, np.round(model.predict(words, verbose=0).astype("float64"), 4).reshape(-1)[-12:].tolist())
    model.compile("sgd", "mse")
    loss = model.train_on_batch(words, np.ones((3,) + tuple(model.output_shape[1:])))
    print("   ", round(float(loss), 4), [round(float(np.sum(w)), 3) for w in model.get_weights()])


def chain(*parts):
    words = keras.Input((5,))
    x = L.Embedding(5, 4, mask_zero=True)(words)
    for part in parts:
        x = part(x)
    return keras.Model(words, x)


show("mean", chain(L.GlobalAveragePooling1D(), L.Dense(2)))
show("largest", chain(L.GlobalMaxPooling1D(), L.Dense(2)))
for layer in (
    L.Dense(3, activation="tanh"), L.Dropout(0.0), L.LayerNormalization(), L.BatchNormalization(), L.ReLU(),
    L.LeakyReLU(), L.PReLU(), L.ELU(), L.Activation("tanh"), L.UnitNormalization(), L.GroupNormalization(2),
    L.SpatialDropout1D(0.0), L.GaussianNoise(0.0), L.Rescaling(2.0), L.Conv1D(4, 2, padding="same"),
    L.TimeDistributed(L.Dense(3)), L.GRU(3, return_sequences=True),
    L.Bidirectional(L.LSTM(2, return_sequences=True)),
):
    show(type(layer).__name__, chain(layer, L.LSTM(2)))
show("both ways", chain(L.Bidirectional(L.GRU(2))))


def pair(join, masks):
    words = keras.Input((5,))
    first = L.Embedding(5, 4, mask_zero=True)(words)
    second = L.Embedding(5, 4, mask_zero=masks == 2)(L.Rescaling(0.0, offset=2.0)(words) if masks == 2 else words)
    return keras.Model(words, L.GlobalAveragePooling1D()(join([first, second])))


for masks in (2, 1):
    show(f"Add {masks}", pair(L.Add(), masks))
    show(f"Concatenate {masks}", pair(L.Concatenate(), masks))
    show(f"Concatenate in time {masks}", pair(L.Concatenate(axis=1), masks))


def looking(layer, takes_list):
    words = keras.Input((5,))
    x = L.Embedding(5, 4, mask_zero=True)(words)
    return keras.Model(words, layer([x, x]) if takes_list else layer(x, x))


show("Attention", looking(L.Attention(), True))
show("MultiHeadAttention", looking(L.MultiHeadAttention(2, 3), False))

x = np.random.default_rng(0).normal(size=(2, 4, 3)).astype("float32")
steps = np.array([[1, 1, 0, 0], [1, 1, 1, 1]], bool)
for layer in (L.SimpleRNN(4), L.GRU(4), L.LSTM(4)):
    masked, whole, short = layer(x, mask=steps), layer(x), layer(x[:1, :2])
    print(type(layer).__name__, np.allclose(masked[1], whole[1], atol=1e-6), np.allclose(masked[0], short[0], atol=1e-6))
    values, mask = keras.Input((4, 3)), keras.Input((4,), dtype="bool")
    model = keras.Model([values, mask], layer(values, mask=mask))
    print(np.allclose(model.predict([x, steps], verbose=0), masked, atol=1e-6))

query = np.random.default_rng(5).normal(size=(2, 3, 4)).astype("float32")
value = np.random.default_rng(6).normal(size=(2, 5, 4)).astype("float32")
query_mask = np.array([[1, 1, 0], [1, 0, 0]], bool)
value_mask = np.array([[1, 1, 0, 1, 0], [1, 0, 0, 1, 1]], bool)
print(np.round(np.asarray(L.Attention()([query, value], mask=[query_mask, value_mask])).astype("float64"), 4).tolist())
heads = L.MultiHeadAttention(2, 3)
heads(query, value)
heads.set_weights([np.full(w.shape, 0.3, "float32") for w in heads.get_weights()])
pairs = np.array([[[1, 1, 0, 1, 0], [1, 0, 0, 1, 1], [1, 0, 0, 0, 1]]] * 2, bool)
for named in ({}, {"value_mask": value_mask}, {"attention_mask": pairs}, {"attention_mask": pairs, "value_mask": value_mask}):
    print(np.round(np.asarray(heads(query, value, **named)).astype("float64"), 4)[:, :, 0].tolist())
