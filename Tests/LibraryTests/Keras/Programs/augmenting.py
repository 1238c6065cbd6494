"""Layers that change images, with limits that leave nothing to chance."""
import numpy as np
import keras
from keras import layers as L


def fixed(shape, k):
    n = int(np.prod(shape))
    return (((np.arange(n) * 7919 + k * 613) % 1009 / 1008) * 200).reshape(shape).astype("float32")


X = fixed((2, 6, 5, 3), 1)
weights = fixed((6, 5, 3), 9)


def show(text, training=True):
    y = np.array(eval(text)(X, training=training))
    print(text, y.shape, [f"{v:.2f}" for v in (y[:, :, :, :].reshape(2, -1) * np.resize(weights.ravel(), y[0].size) / 100).sum(axis=1)])


for fill in ["reflect", "constant", "nearest", "wrap"]:
    show(f"L.RandomRotation((0.1, 0.1), fill_mode='{fill}')")
    show(f"L.RandomTranslation((0.3, 0.3), (-0.5, -0.5), fill_mode='{fill}', fill_value=7.0)")
    show(f"L.RandomZoom((-0.3, -0.3), fill_mode='{fill}')")
    show(f"L.RandomZoom((0.4, 0.4), (-0.2, -0.2), fill_mode='{fill}', interpolation='nearest')")
show("L.RandomRotation((0.25, 0.25))")
show("L.RandomRotation(0.2)", training=False)
show("L.RandomBrightness((0.2, 0.2))")
show("L.RandomBrightness((-0.4, -0.4), value_range=(0, 200))")
show("L.RandomFlip()", training=False)
show("L.CenterCrop(4, 3)")
show("L.CenterCrop(8, 10)")
show("L.RandomCrop(6, 5)")
show("L.Resizing(9, 7)")
show("L.Resizing(3, 4)")
show("L.Resizing(3, 8, interpolation='nearest')")
flips = {tuple(np.array(L.RandomFlip("horizontal")(X[:1], training=True))[0, 0, :, 0].round(2).tolist()) for _ in range(40)}
print(len(flips), tuple(X[0, 0, :, 0].round(2).tolist()) in flips, tuple(X[0, 0, ::-1, 0].round(2).tolist()) in flips)
n = L.Normalization()
n.adapt(np.array([[1.0, 10.0], [3.0, 20.0], [5.0, 60.0]]))
print(np.array(n(np.array([[1.0, 10.0], [2.0, 5.0]]))).round(4).tolist())
print(np.array(L.Normalization(mean=3.0, variance=4.0)(np.array([[1.0], [2.0]]))).round(4).tolist())
m = keras.Sequential([keras.Input((6, 5, 3)), L.RandomFlip(), L.RandomRotation(0.1), L.Rescaling(1 / 255), L.Flatten(), L.Dense(1)])
m.compile("sgd", "mse")
print(m.predict(X, verbose=0).shape, len(m.fit(X, np.zeros((2, 1)), verbose=0).history["loss"]), m.count_params())
