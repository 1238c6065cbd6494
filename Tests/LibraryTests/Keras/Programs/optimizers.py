"""Every optimizer with its options: fifty steps from the same weights on the same batches; schedules; configurations."""
import numpy as np
import keras
from keras import layers as L, optimizers as O
from keras.optimizers import schedules as S

def fixed(shape, k):
    n = int(np.prod(shape))
    return ((np.arange(n) * 7919 + k * 613) % 1009 / 504.5 - 1).reshape(shape).astype("float32")

X, Y = fixed((24, 6), 1), fixed((24, 3), 2)

def run(name, optimizer, steps=50):
    m = keras.Sequential([L.Input((6,)), L.Dense(5, activation="tanh"), L.Dense(3)])
    m.set_weights([fixed(w.shape, i + 3) for i, w in enumerate(m.get_weights())])
    m.compile(optimizer, "mse")
    for step in range(steps):
        at = step % 3 * 8
        m.train_on_batch(X[at:at + 8], Y[at:at + 8])
    print(name, " ".join(f"{float(v):.4f}" for w in m.get_weights() for v in w.ravel()[:4]))
    return m

for name, o in [
    ("SGD", O.SGD()), ("SGD momentum", O.SGD(0.1, momentum=0.9)), ("SGD nesterov", O.SGD(0.1, momentum=0.9, nesterov=True)),
    ("SGD decay", O.SGD(0.1, momentum=0.5, weight_decay=0.01)), ("SGD clipnorm", O.SGD(0.3, clipnorm=0.2)),
    ("SGD clipvalue", O.SGD(0.3, clipvalue=0.05)), ("SGD global_clipnorm", O.SGD(0.3, global_clipnorm=0.3)),
    ("SGD ema", O.SGD(0.1, use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=10)),
    ("SGD accumulation", O.SGD(0.1, momentum=0.9, gradient_accumulation_steps=3)),
    ("SGD loss scale", O.SGD(0.1, loss_scale_factor=128.0)),
    ("Adam", O.Adam(0.01)), ("Adam amsgrad", O.Adam(0.01, beta_1=0.8, beta_2=0.9, epsilon=1e-3, amsgrad=True)),
    ("AdamW", O.AdamW(0.01)), ("AdamW decay", O.AdamW(0.01, weight_decay=0.1)),
    ("Adadelta", O.Adadelta()), ("Adadelta 1", O.Adadelta(1.0, rho=0.9, epsilon=1e-6)),
    ("Adagrad", O.Adagrad(0.05)), ("Adagrad start", O.Adagrad(0.05, initial_accumulator_value=0.5, epsilon=1e-3)),
    ("RMSprop", O.RMSprop(0.01)), ("RMSprop momentum", O.RMSprop(0.01, rho=0.8, momentum=0.5)),
    ("RMSprop centered", O.RMSprop(0.01, centered=True)), ("RMSprop both", O.RMSprop(0.01, centered=True, momentum=0.5)),
    ("Adamax", O.Adamax(0.01)), ("Nadam", O.Nadam(0.01)), ("Lion", O.Lion(0.005)),
    ("Lion decay", O.Lion(0.005, beta_1=0.8, beta_2=0.9, weight_decay=0.1)),
    ("Ftrl", O.Ftrl(0.05)), ("Ftrl options", O.Ftrl(0.1, learning_rate_power=-0.4, l1_regularization_strength=0.01,
        l2_regularization_strength=0.02, l2_shrinkage_regularization_strength=0.03, beta=0.1)),
    ("Exponential", O.SGD(S.ExponentialDecay(0.3, 10, 0.7, staircase=True))),
    ("Cosine", O.Adam(S.CosineDecay(0.05, 40))), ("function", O.SGD(lambda: 0.05)),
]:
    run(name, o)

class Warm(S.LearningRateSchedule):
    def __init__(self, top):
        self.top = top
    def __call__(self, step):
        return self.top / (1.0 + 0.1 * step)
run("class", O.SGD(Warm(0.2)))

schedules = [
    S.ExponentialDecay(0.1, 7, 0.9), S.ExponentialDecay(0.1, decay_steps=7, decay_rate=0.9, staircase=True),
    S.InverseTimeDecay(0.1, 5, 0.5), S.InverseTimeDecay(0.1, 5, 0.5, staircase=True),
    S.PolynomialDecay(0.1, 20, 0.01, power=2.0), S.PolynomialDecay(0.1, 20, 0.01, cycle=True),
    S.PiecewiseConstantDecay([5, 12], [0.1, 0.05, 0.01]), S.CosineDecay(0.1, 20, alpha=0.1),
    S.CosineDecay(0.0, 20, warmup_target=0.1, warmup_steps=6), S.CosineDecayRestarts(0.1, 6),
    S.CosineDecayRestarts(0.1, 6, t_mul=1.0, m_mul=0.8, alpha=0.05),
]
for s in schedules:
    print(type(s).__name__, " ".join(f"{float(s(i)):.5f}" for i in [0, 1, 4, 5, 6, 7, 11, 12, 13, 19, 20, 30]))
    print(s.get_config())

for name in ["SGD", "Adam", "AdamW", "RMSprop", "Adadelta", "Adagrad", "Adamax", "Nadam", "Ftrl", "Lion"]:
    print(getattr(O, name)(name="it").get_config())
o = O.Adam(S.ExponentialDecay(0.1, 10, 0.9), name="it")
print(o.get_config())
print(O.serialize(O.SGD(0.5, momentum=0.9, name="mine")))
o = O.deserialize(O.serialize(O.RMSprop(S.CosineDecay(0.1, 9), rho=0.8)))
print(type(o).__name__, o.rho, f"{float(o.learning_rate):.4f}")
for name in ["adam", "SGD", "RmsProp", "adamw", "ftrl"]:
    print(type(O.get(name)).__name__)

o = O.SGD(0.1)
m = run("settable", o, 5)
print(int(o.iterations), f"{float(o.learning_rate):.4f}", m.optimizer is o)
o.learning_rate = 0.25
print(f"{float(m.optimizer.learning_rate):.4f}")

def refused(f):
    try:
        f()
        print("accepted")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
refused(lambda: O.Adam(foo=1))
refused(lambda: O.get("foo"))
refused(lambda: O.SGD(clipnorm=1.0, clipvalue=1.0))
refused(lambda: O.SGD(momentum=2.0))
refused(lambda: O.Lion(beta_1=0.0))
refused(lambda: O.Ftrl(learning_rate_power=0.5))
refused(lambda: O.AdamW(weight_decay=None))
refused(lambda: O.SGD(gradient_accumulation_steps=1))
refused(lambda: O.SGD(use_ema=True, ema_momentum=2.0))
refused(lambda: S.ExponentialDecay(0.1, 0, 0.9))
refused(lambda: S.PiecewiseConstantDecay([1, 2], [0.1, 0.2]))
def settable():
    o = O.SGD(S.ExponentialDecay(0.1, 5, 0.9))
    o.learning_rate = 0.1
refused(settable)
