"""Every loss: of each sample, as an object with its settings and reductions, and three steps of training with it."""
import numpy as np
import keras
from keras import layers as L, losses as F

def fixed(shape, k):
    n = int(np.prod(shape))
    return ((np.arange(n) * 7919 + k * 613) % 1009 / 504.5 - 1).reshape(shape).astype("float32")

def show(name, values):
    values = np.array(values)
    print(name, values.shape, " ".join(f"{float(v):.4f}" for v in values.ravel()))

P = np.abs(fixed((4, 3), 1)) * 0.9 + 0.05
P = P / P.sum(axis=1, keepdims=True)
Y = np.array([[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 0, 1]], dtype="float32")
K = np.array([0, 2, 1, 2])
A, B = fixed((4, 3), 5), fixed((4, 3), 9)
W = np.array([1.0, 0.5, 2.0, 0.0], dtype="float32")

for name in ["mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_logarithmic_error",
             "cosine_similarity", "huber", "log_cosh", "hinge", "squared_hinge", "categorical_hinge"]:
    show(name, getattr(F, name)(A, B))
for name in ["kl_divergence", "poisson", "binary_crossentropy", "categorical_crossentropy", "binary_focal_crossentropy",
             "categorical_focal_crossentropy", "dice", "tversky", "hinge", "squared_hinge"]:
    show(name, getattr(F, name)(Y, P))
show("sparse", F.sparse_categorical_crossentropy(K, P))
show("sparse logits", F.sparse_categorical_crossentropy(K, A, from_logits=True))
show("sparse ignore", F.sparse_categorical_crossentropy(K, P, ignore_class=2))
show("categorical options", F.categorical_crossentropy(Y, A, from_logits=True, label_smoothing=0.2))
show("binary options", F.binary_crossentropy(Y, A, from_logits=True, label_smoothing=0.2))
show("huber options", F.huber(A, B, delta=0.3))
show("dice axis", F.dice(Y, P, axis=(1,)))
show("tversky options", F.tversky(Y, P, alpha=0.3, beta=0.7))
show("focal options", F.binary_focal_crossentropy(Y, P, apply_class_balancing=True, alpha=0.3, gamma=1.5))
show("focal logits", F.categorical_focal_crossentropy(Y, A, alpha=0.3, gamma=1.5, from_logits=True))
show("cosine axis", F.cosine_similarity(A, B, axis=0))
show("mse of lists", F.mean_squared_error([[0.0, 1.0]], [[1.0, 1.0]]))

objects = [
    F.MeanSquaredError(), F.MeanAbsoluteError(), F.MeanAbsolutePercentageError(), F.MeanSquaredLogarithmicError(),
    F.CosineSimilarity(), F.Huber(), F.Huber(delta=0.3), F.LogCosh(), F.Hinge(), F.SquaredHinge(), F.CategoricalHinge(),
]
for f in objects:
    show(type(f).__name__, f(A, B))
    show(f.name, f(A, B, sample_weight=W))
    show(f.reduction, type(f)(reduction="sum")(A, B))
    show("none", type(f)(reduction="none", name="it")(A, B))
for f in [F.KLDivergence(), F.Poisson(), F.BinaryCrossentropy(), F.BinaryCrossentropy(label_smoothing=0.1), F.CategoricalCrossentropy(),
          F.CategoricalCrossentropy(label_smoothing=0.1), F.BinaryFocalCrossentropy(), F.CategoricalFocalCrossentropy(), F.Dice(), F.Tversky()]:
    show(f.name, f(Y, P))
    show(f.name, f(Y, P, W))
show("sparse", F.SparseCategoricalCrossentropy()(K, P))
show("sparse", F.SparseCategoricalCrossentropy(from_logits=True, reduction="sum")(K, A, W))
show("weighted mean", F.MeanSquaredError(reduction="mean_with_sample_weight")(A, B, W))

X = fixed((8, 6), 1)
Y3 = np.eye(3, dtype="float32")[np.arange(8) % 3]
def train(name, loss, y, activation=None, width=3, weights=None):
    m = keras.Sequential([L.Input((6,)), L.Dense(5, activation="tanh"), L.Dense(width, activation=activation)])
    m.set_weights([fixed(w.shape, i + 3) for i, w in enumerate(m.get_weights())])
    m.compile("sgd", loss)
    values = [float(m.train_on_batch(X, y, sample_weight=weights)) for _ in range(3)]
    print(name, " ".join(f"{v:.4g}" for v in values), " ".join(f"{float(np.abs(w).sum()):.4f}" for w in m.get_weights()))

for name in ["mse", "mae", "mape", "msle", "cosine_similarity", "huber", "log_cosh", "hinge", "squared_hinge", "categorical_hinge",
             "MSE", "mean_squared_logarithmic_error", "MeanSquaredError", "Huber"]:
    train(name, name, fixed((8, 3), 2))
for name in ["categorical_crossentropy", "kl_divergence", "kld", "poisson", "binary_crossentropy", "categorical_focal_crossentropy",
             "binary_focal_crossentropy", "dice", "tversky", "categorical_hinge"]:
    if not name.startswith("binary"):
        train(name + " softmax", name, Y3, "softmax")
    train(name + " sigmoid", name, Y3, "sigmoid")
train("sparse softmax", "sparse_categorical_crossentropy", np.arange(8) % 3, "softmax")
train("sparse sigmoid", "sparse_categorical_crossentropy", np.arange(8) % 3, "sigmoid")
train("sparse logits", F.SparseCategoricalCrossentropy(from_logits=True), np.arange(8) % 3)
train("sparse ignore", F.SparseCategoricalCrossentropy(ignore_class=1), np.arange(8) % 3, "softmax")
train("categorical logits", F.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1), Y3)
train("binary logits", F.BinaryCrossentropy(from_logits=True, label_smoothing=0.1), Y3)
train("binary one", "binary_crossentropy", np.arange(8) % 2, "sigmoid", 1)
train("sum", F.MeanSquaredError(reduction="sum"), fixed((8, 3), 2))
train("sum categorical", F.CategoricalCrossentropy(reduction="sum"), Y3, "softmax")
weights = np.abs(fixed((8,), 4))
train("weights", "mse", fixed((8, 3), 2), weights=weights)
train("weights huber", F.Huber(0.5), fixed((8, 3), 2), weights=weights)
train("weights sparse", "sparse_categorical_crossentropy", np.arange(8) % 3, "softmax", weights=weights)
train("weights dice", "dice", Y3, "softmax", weights=weights)

class Mine(F.Loss):
    def __init__(self, power):
        super().__init__(name="mine")
        self.power = power
    def call(self, y_true, y_pred):
        return F.mean_absolute_error(y_true, y_pred) ** self.power
train("class", Mine(2.0), fixed((8, 3), 2))
train("function", lambda y, p: F.mean_squared_error(y, p) * 2 + F.huber(y, p), fixed((8, 3), 2))

def refused(f):
    try:
        f()
        print("accepted")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
refused(lambda: train("", "foo", Y3))
