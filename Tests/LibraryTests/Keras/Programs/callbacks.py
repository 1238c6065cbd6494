"""Callbacks: the order of their moments, their lines, files that they write, and trainings that end early."""
import os
import numpy as np
import keras
from keras import layers as L, callbacks as C

def fixed(shape, k):
    n = int(np.prod(shape))
    return ((np.arange(n) * 7919 + k * 613) % 1009 / 504.5 - 1).reshape(shape).astype("float32")

X, Y = fixed((24, 6), 1), fixed((24, 3), 2)

def fit(callbacks, epochs=3, rate=0.05, metrics=("mae",), **options):
    m = keras.Sequential([L.Input((6,)), L.Dense(5, activation="tanh"), L.Dense(3)])
    m.set_weights([fixed(w.shape, i + 3) for i, w in enumerate(m.get_weights())])
    m.compile(keras.optimizers.SGD(rate), "mse", metrics=list(metrics))
    h = m.fit(X, Y, batch_size=8, epochs=epochs, shuffle=False, verbose=0, callbacks=callbacks, **options)
    return m, h

class Told(C.Callback):
    def tell(self, name, number=None, logs=None):
        print(name, number, sorted(logs or {}))
    def on_train_begin(self, logs=None): self.tell("train begin", None, logs)
    def on_train_end(self, logs=None): self.tell("train end", None, logs)
    def on_epoch_begin(self, epoch, logs=None): self.tell("epoch begin", epoch, logs)
    def on_epoch_end(self, epoch, logs=None): self.tell("epoch end", epoch, logs)
    def on_train_batch_begin(self, batch, logs=None): self.tell("batch begin", batch, logs)
    def on_train_batch_end(self, batch, logs=None): self.tell("batch end", batch, logs)
    def on_test_begin(self, logs=None): self.tell("test begin", None, logs)
    def on_test_end(self, logs=None): self.tell("test end", None, logs)

fit([Told()], epochs=2, validation_data=(X[:8], Y[:8]))
fit([Told()], epochs=2, validation_split=0.25, validation_freq=2, validation_batch_size=3, validation_steps=1)

class Stop(C.Callback):
    def on_train_batch_end(self, batch, logs=None):
        if batch == 1 and self.model.optimizer.iterations > 4:
            self.model.stop_training = True
m, h = fit([Stop()], epochs=5)
print(h.epoch, [f"{v:.4f}" for v in h.history["loss"]], int(m.optimizer.iterations))

fit([C.LambdaCallback(on_epoch_begin=lambda epoch, logs: print("begin", epoch), on_train_batch_begin=lambda batch, logs: print("batch", batch),
     on_train_end=lambda logs: print("end", sorted(logs)))], epochs=1)

m, h = fit([C.EarlyStopping("loss", patience=1, min_delta=0.1, verbose=1, restore_best_weights=True)], epochs=9)
print(h.epoch, [f"{float(np.abs(w).sum()):.4f}" for w in m.get_weights()])
m, h = fit([C.ReduceLROnPlateau("loss", factor=0.5, patience=1, min_delta=0.1, verbose=1, min_lr=0.01)], epochs=7)
print([f"{v:.5f}" for v in h.history["learning_rate"]], [f"{v:.4f}" for v in h.history["loss"]])
m, h = fit([C.LearningRateScheduler(lambda epoch, rate: rate * 0.5, verbose=1)])
print([f"{v:.5f}" for v in h.history["learning_rate"]], [f"{v:.4f}" for v in h.history["loss"]])
m, h = fit([C.TerminateOnNaN()], epochs=4, rate=1e30)
print(h.epoch)

folder = "/tmp/svertka-callbacks"
os.makedirs(folder, exist_ok=True)
path = os.path.join(folder, "log.csv")
fit([C.CSVLogger(path)], validation_data=(X[:8], Y[:8]))
fit([C.CSVLogger(path, append=True)], epochs=1, validation_data=(X[:8], Y[:8]))
for line in open(path).read().split("\n"):
    print([f"{float(v):.4f}" if v[:1].isdigit() else v for v in line.strip().split(",")])
fit([C.CSVLogger(path, separator=";")], epochs=1)
print([v if not v[:1].isdigit() else f"{float(v):.4f}" for v in open(path).read().replace("\n", ";").split(";")])

def refused(f):
    try:
        f()
        print("accepted")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
refused(lambda: C.ModelCheckpoint("a.txt"))
refused(lambda: C.ModelCheckpoint("a.keras", save_weights_only=True))
refused(lambda: C.ModelCheckpoint("a.keras", save_freq="day"))
refused(lambda: C.ReduceLROnPlateau(factor=2.0))

for name in ["{epoch:02d}-{loss:.2f}.keras", "best.weights.h5"]:
    isBest = name.startswith("best")
    fit([C.ModelCheckpoint(os.path.join(folder, name), monitor="mae", verbose=1, save_best_only=isBest, save_weights_only=isBest)], epochs=2)
print(sorted(n for n in os.listdir(folder) if not n.endswith(".csv")))
m = fit([], epochs=1)[0]
m.load_weights(os.path.join(folder, "best.weights.h5"))
print([f"{float(np.abs(w).sum()):.4f}" for w in m.get_weights()])
