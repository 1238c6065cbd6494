"""What svertka.grad_cam, saliency, occlusion, maximize, filters and activations count, against the same written with
Keras and TensorFlow: there the functions below are the references, here those of module svertka take their place."""
import numpy as np
import keras
import tensorflow as tf
from keras import layers

try:
    import svertka
except ImportError:
    svertka = None


def filled(model, seed):
    """The model with weights that every library draws alike."""
    stream = np.random.RandomState(seed)
    model.set_weights([stream.normal(0.05, 0.3, w.shape) for w in model.get_weights()])
    return model


def show(name, *arrays):
    print(name)
    for x in arrays:
        print("  ", np.shape(x), " ".join("%.3f" % v for v in np.asarray(x, "float64").reshape(-1).tolist()))


def parts(model, layer=None):
    """A layer's maps, the outputs and the scores before softmax or sigmoid, as a function of a batch."""
    last = model.layers[-1]
    inner = keras.Model(model.inputs, ([] if layer is None else [model.get_layer(layer).output]) + [last.input, model.outputs[0]])

    def walk(x):
        *maps, before, out = inner(x)
        scores = out
        if isinstance(last, layers.Activation):
            scores = before
        elif last.get_config().get("activation") in ("softmax", "sigmoid"):
            scores = tf.matmul(before, last.kernel) + last.bias
        return (maps[0] if maps else None), out, scores
    return walk


def chosen(out, scores, index):
    row = np.asarray(out)[0]
    if index is None:
        index = int(row.argmax()) if len(row) > 1 else int(row[0] > 0.5)
    score = scores[:, index] if len(row) > 1 else scores[:, 0] if index else -scores[:, 0]
    said = row[index] if len(row) > 1 else row[0] if index else 1 - row[0]
    return index, score, float(said)


def grad_cam(model, image, layer, index=None):
    walk = parts(model, layer)
    x = tf.constant(np.asarray(image, "float32")[None])
    with tf.GradientTape() as tape:
        tape.watch(x)
        maps, out, scores = walk(x)
        index, score, said = chosen(out, scores, index)
    slope = tape.gradient(score, maps)
    weights = tf.reduce_mean(slope, axis=(1, 2))[0]
    raw = tf.nn.relu(tf.reduce_sum(maps[0] * weights, axis=-1)).numpy()
    scaled = raw / raw.max() if raw.max() > 0 else raw
    heat = tf.image.resize(scaled[..., None], image.shape[:2])[..., 0].numpy()
    return raw, heat, index, said


def saliency(model, image, index=None):
    walk = parts(model)
    x = tf.constant(np.asarray(image, "float32")[None])
    with tf.GradientTape() as tape:
        tape.watch(x)
        _, out, scores = walk(x)
        index, score, said = chosen(out, scores, index)
    return tape.gradient(score, x)[0].numpy()


def occlusion(model, image, size, stride, value, index=None):
    said = model.predict(image[None], verbose=0)
    index, _, whole = chosen(said, said, index)
    rows = []
    for top in range(0, image.shape[0] - size + 1, stride):
        row = []
        for left in range(0, image.shape[1] - size + 1, stride):
            hidden = np.array(image, "float32")
            hidden[top:top + size, left:left + size] = value
            out = model.predict(hidden[None], verbose=0)
            row.append(whole - chosen(out, out, index)[2])
        rows.append(row)
    return np.array(rows)


def ascent(model, layer, filter, start, steps, rate):
    """Plain gradient ascent of a filter's mean activation, the gradient scaled to a mean square of 1."""
    inner = keras.Model(model.inputs, model.get_layer(layer).output)
    x = start.astype("float32")
    for _ in range(steps):
        v = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(v)
            y = tf.reduce_mean(inner(v)[..., filter])
        slope = tape.gradient(y, v).numpy()
        x = np.clip(x + rate * slope / (np.sqrt((slope.astype("float64") ** 2).mean()) + 1e-12), 0, 1).astype("float32")
    return x, float(np.asarray(inner(x))[..., filter].mean())


gray = filled(keras.Sequential([
    keras.Input((8, 8, 1)), layers.Conv2D(4, 3, activation="relu", name="c"), layers.MaxPooling2D(name="p"),
    layers.Flatten(), layers.Dense(5, activation="softmax", name="d")]), 1)
i = keras.Input((10, 10, 3))
a = layers.Conv2D(4, 3, padding="same", name="c1")(i)
b = layers.Activation("relu", name="r1")(a)
c = layers.Conv2D(4, 3, strides=2, activation="relu", name="c2")(b)
d = layers.Add(name="sum")([c, layers.Conv2D(4, 3, strides=2, name="c3")(b)])
colour = filled(keras.Model(i, layers.Dense(3, name="logits")(layers.GlobalAveragePooling2D()(d))), 2)
i = keras.Input((8, 8, 1))
x = layers.Conv2D(3, 3, activation="tanh", name="c")(i)
yes = filled(keras.Model(i, layers.Activation("sigmoid")(layers.Dense(1)(layers.Flatten()(x)))), 3)
x = layers.Conv2D(3, 3, activation="tanh", name="c")(i)
yes2 = filled(keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(3, 3, activation="tanh", name="c"), layers.Flatten(),
                                layers.Dense(1, activation="sigmoid")]), 4)
stream = np.random.RandomState(5)
nets = [("gray", gray, stream.rand(8, 8, 1), ["c", "p"], [None, 0, 3]), ("colour", colour, stream.rand(10, 10, 3), ["c1", "r1", "c2", "sum"], [None, 1]),
        ("yes", yes, stream.rand(8, 8, 1), ["c"], [None, 0, 1]), ("yes2", yes2, stream.rand(8, 8, 1), ["c"], [None, 0, 1])]
for name, model, image, names, classes in nets:
    for layer in names:
        for index in classes:
            if svertka:
                found = svertka.grad_cam(model, image, layer, index, show=False)
                raw, heat, index, said = found.raw, found.heat, found.class_index, found.output
            else:
                raw, heat, index, said = grad_cam(model, image, layer, index)
            show(f"grad-cam {name} {layer} {index} {said:.3f}", raw, heat)
    for index in classes:
        slope = svertka.saliency(model, image, index, show=False).gradient if svertka else saliency(model, image, index)
        show(f"saliency {name}", slope)
        for size, stride, value in ((2, 2, 0.0), (4, 3 if name == "colour" else 2, 0.5)):
            drops = svertka.occlusion(model, image, size, stride, index, value, show=False).drops if svertka else occlusion(model, image.astype("float32"), size, stride, value, index)
            show(f"occlusion {name} {size}", drops)
for layer, filter in (("c", 0), ("c", 2), ("p", 2)):
    start = 0.5 + np.random.RandomState(0).normal(0, 0.1, (1, 8, 8, 1))
    if svertka:
        found = svertka.maximize(gray, layer, filter, steps=12, rate=0.02, decay=0, blur=0, show=False)
        image, after = found.images, found.after[0]
    else:
        image, after = ascent(gray, layer, filter, start, 12, 0.02)
    show(f"maximize {layer} {filter} {after:.3f}", image)
if svertka:
    maps = svertka.activations(colour, nets[1][2], show=False).maps
    weights = svertka.filters(colour, "c3", show=False).weights
else:
    names = ["c1", "r1", "c2", "c3", "sum"]
    inner = keras.Model(colour.inputs, [colour.get_layer(n).output for n in names])
    maps = {n: np.asarray(m)[0] for n, m in zip(names, inner(nets[1][2][None].astype("float32")))}
    weights = colour.get_layer("c3").get_weights()[0].transpose(3, 2, 0, 1)
for n in sorted(maps):
    show("activations " + n, maps[n])
show("filters", weights)
