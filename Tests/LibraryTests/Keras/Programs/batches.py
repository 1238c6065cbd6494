"""Trainings on batches that the program makes: generators, classes of datasets, and their measures."""
import numpy as np
import keras
from keras import layers as L

def fixed(shape, k):
    n = int(np.prod(shape))
    return ((np.arange(n) * 7919 + k * 613) % 1009 / 504.5 - 1).reshape(shape).astype("float32")

X, Y = fixed((24, 6), 1), fixed((24, 3), 2)

def model():
    m = keras.Sequential([L.Input((6,)), L.Dense(5, activation="tanh"), L.Dense(3)])
    m.set_weights([fixed(w.shape, i + 3) for i, w in enumerate(m.get_weights())])
    m.compile("sgd", "mse", metrics=["mae"])
    return m

def show(name, m, h):
    for key in sorted(h.history):
        print(name, key, " ".join(f"{v:.4g}" for v in h.history[key]))
    print(name, h.epoch, " ".join(f"{float(np.abs(w).sum()):.4f}" for w in m.get_weights()))

def endless(size, weighted=False):
    place = 0
    while True:
        at = np.arange(place, place + size) % 24
        place += size
        yield (X[at], Y[at], np.abs(X[at, 0])) if weighted else (X[at], Y[at])

m = model()
show("generator", m, m.fit(endless(5), steps_per_epoch=3, epochs=3, verbose=0))
m = model()
show("weighted", m, m.fit(endless(8, True), steps_per_epoch=3, epochs=2, verbose=0, validation_data=endless(6), validation_steps=2))

class Data(keras.utils.PyDataset):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.epochs = 0
    def __len__(self):
        return (24 + self.size - 1) // self.size
    def __getitem__(self, index):
        return X[index * self.size:(index + 1) * self.size], Y[index * self.size:(index + 1) * self.size]
    def on_epoch_end(self):
        self.epochs += 1

m, data = model(), Data(7)
show("dataset", m, m.fit(data, epochs=3, verbose=0, shuffle=False, validation_data=Data(10)))
print([f"{v:.4f}" for v in m.evaluate(Data(9), verbose=0)])
print([f"{v:.4f}" for v in m.evaluate(endless(9), steps=2, verbose=0)])
p = m.predict(Data(5), verbose=0)
print(p.shape, f"{float(np.abs(p).sum()):.3f}")
p = m.predict(((X[i * 4:i * 4 + 4],) for i in range(3)), verbose=0)
print(p.shape, f"{float(np.abs(p).sum()):.3f}")
