"""Every metric over two batches, alone, with weights and in a training."""
import numpy as np
import keras
from keras import layers as L, metrics as M

def fixed(shape, k):
    n = int(np.prod(shape))
    return ((np.arange(n) * 7919 + k * 613) % 1009 / 504.5 - 1).reshape(shape).astype("float32")

def show(name, value):
    print(name, " ".join(f"{float(v):.4g}" for v in np.array(value).ravel()))

P = np.abs(fixed((10, 4), 1)) + 0.05
P = (P / P.sum(axis=1, keepdims=True)).astype("float32")
K = np.array([0, 2, 1, 3, 1, 1, 0, 2, 3, 2])
Y = np.eye(4, dtype="float32")[K]
S = np.abs(fixed((10, 1), 5))
B = (np.arange(10) * 7 % 3 > 0).astype("float32").reshape(10, 1)
A, C = fixed((10, 3), 5), fixed((10, 3), 9)
W = np.abs(fixed((10,), 4))

def measure(m, y, p, weighted=True):
    m.update_state(y[:6], p[:6])
    m.update_state(y[6:], p[6:])
    show(m.name, m.result())
    m.reset_state()
    if weighted:
        m.update_state(y[:6], p[:6], sample_weight=W[:6])
        m.update_state(y[6:], p[6:], sample_weight=W[6:])
        show(m.name + " weighted", m.result())
        m.reset_state()
        show(m.name + " called", m(y, p))

for m in [M.MeanSquaredError(), M.RootMeanSquaredError(), M.MeanAbsoluteError(), M.MeanAbsolutePercentageError(), M.CosineSimilarity(),
          M.MeanSquaredLogarithmicError(), M.LogCoshError(), M.Hinge(), M.SquaredHinge(), M.CategoricalHinge()]:
    measure(m, A, C)
for m in [M.KLDivergence(), M.Poisson(), M.BinaryCrossentropy(), M.BinaryCrossentropy(label_smoothing=0.1), M.CategoricalCrossentropy(),
          M.CategoricalCrossentropy(from_logits=True), M.Accuracy(), M.CategoricalAccuracy(), M.BinaryAccuracy(), M.BinaryAccuracy(threshold=0.2),
          M.TopKCategoricalAccuracy(k=2), M.TopKCategoricalAccuracy(k=3, name="top3"), M.Precision(), M.Recall(), M.Precision(thresholds=0.3),
          M.Recall(thresholds=[0.1, 0.3, 0.5]), M.Precision(top_k=2), M.Recall(top_k=2, class_id=1), M.Precision(class_id=2, thresholds=0.25),
          M.TruePositives(), M.FalsePositives(0.2), M.TrueNegatives(), M.FalseNegatives(thresholds=[0.2, 0.4]), M.AUC(), M.AUC(curve="PR"),
          M.AUC(num_thresholds=20, summation_method="minoring"), M.AUC(num_thresholds=20, curve="PR", summation_method="majoring"),
          M.AUC(multi_label=True), M.AUC(multi_label=True, num_labels=4, label_weights=[0.1, 0.2, 0.3, 0.4]), M.AUC(thresholds=[0.1, 0.25, 0.7]),
          M.F1Score(), M.F1Score(average="macro"), M.F1Score(average="micro"), M.F1Score(average="weighted"),
          M.F1Score(average="macro", threshold=0.3), M.FBetaScore(average="macro", beta=2.0)]:
    measure(m, Y, P)
for m in [M.SparseCategoricalAccuracy(), M.SparseTopKCategoricalAccuracy(k=2), M.SparseCategoricalCrossentropy()]:
    measure(m, K, P)
for m in [M.AUC(), M.Precision(), M.Recall(), M.BinaryAccuracy(), M.BinaryCrossentropy(), M.TruePositives(), M.AUC(from_logits=True)]:
    measure(m, B, S)
guess = np.argmax(P, axis=1)
for m in [M.MeanIoU(num_classes=4), M.IoU(num_classes=4, target_class_ids=[0, 2]), M.MeanIoU(num_classes=4, ignore_class=1)]:
    measure(m, K, guess, weighted=False)
for m in [M.OneHotMeanIoU(num_classes=4), M.OneHotIoU(num_classes=4, target_class_ids=[1])]:
    measure(m, Y, P, weighted=False)
measure(M.BinaryIoU(target_class_ids=[1], threshold=0.4), B, S, weighted=False)
m = M.Mean()
m.update_state([1.0, 3.0, 5.0])
m.update_state(7.0)
show(m.name, m.result())
m.reset_state()
m.update_state([1.0, 3.0, 5.0], sample_weight=[1.0, 1.0, 0.0])
show(m.name, m.result())
m = M.Sum(name="total")
m.update_state([1.0, 3.0, 5.0])
show(m.name, m.result())
show("functions", M.categorical_accuracy(Y, P))
show("functions", M.sparse_categorical_accuracy(K, P))
show("functions", M.top_k_categorical_accuracy(Y, P, k=2))
show("functions", M.mean_squared_error(A, C))

X = fixed((20, 6), 1)
def train(name, loss, y, metrics, activation, width=4, weighted=None):
    m = keras.Sequential([L.Input((6,)), L.Dense(5, activation="tanh"), L.Dense(width, activation=activation)])
    m.set_weights([fixed(w.shape, i + 3) for i, w in enumerate(m.get_weights())])
    m.compile("sgd", loss, metrics=metrics, weighted_metrics=weighted)
    h = m.fit(X, y, batch_size=8, epochs=2, shuffle=False, verbose=0, validation_data=(X[:10], y[:10]),
              sample_weight=np.abs(fixed((20,), 4)))
    for key in sorted(h.history):
        show(name + " " + key, h.history[key])
    r = m.evaluate(X, y, verbose=0, return_dict=True)
    for key in sorted(r):
        show(name + " evaluate " + key, r[key])

T = np.eye(4, dtype="float32")[np.arange(20) * 7 % 4]
train("one-hot", "categorical_crossentropy", T, ["accuracy", M.Precision(name="p"), M.Recall(name="r"), M.F1Score(average="macro"),
      M.TopKCategoricalAccuracy(k=2), M.AUC(name="auc"), "mse", "kl_divergence", "cosine_similarity"], "softmax")
train("numbers", "sparse_categorical_crossentropy", np.arange(20) * 7 % 4, ["sparse_categorical_accuracy",
      M.SparseTopKCategoricalAccuracy(k=2, name="top2")], "softmax", weighted=["sparse_categorical_accuracy"])
train("binary", "binary_crossentropy", (np.arange(20) * 7 % 3 > 0).astype("float32"), ["accuracy", M.AUC(name="auc"),
      M.BinaryAccuracy(name="b", threshold=0.4), M.TruePositives(name="tp")], "sigmoid", 1)
train("regression", "mse", fixed((20, 4), 2), ["mae", M.RootMeanSquaredError(name="rmse"), "mean_absolute_percentage_error", "hinge"], None, weighted=[M.MeanSquaredError(name="weighted")])
