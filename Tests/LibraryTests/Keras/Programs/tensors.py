"""Functions of TensorFlow that lectures use beside Keras: tf, tf.math, tf.nn, tf.linalg, tf.random, tf.data."""
import numpy as np
import tensorflow as tf


def show(name, *values):
    parts = []
    for value in values:
        numbers = np.asarray(value)
        parts.append(f"{tuple(numbers.shape)} {np.round(numbers.astype('float64'), 4).reshape(-1).tolist()}")
    print(name, *parts)


a = tf.constant([[0.5, -1.5, 2.0], [1.0, 0.25, -0.75]])
b = tf.constant([[1.0, 2.0, 0.5], [0.5, 4.0, 2.0]])
positive = tf.abs(a) + 0.1
small = a / 4
for part in (tf, tf.math):
    for name in "negative tan sinh cosh sign floor round abs square exp sin cos tanh sigmoid".split():
        show(name, getattr(part, name)(a))
    for name in "asin acos atan asinh atanh".split():
        show(name, getattr(part, name)(small))
    show("sqrt", part.sqrt(positive), part.acosh(positive + 1), part.atan2(a, b))
    for name in "add subtract multiply divide truediv maximum minimum equal not_equal less less_equal greater greater_equal".split():
        show(name, getattr(part, name)(a, b))
    show("pow", part.pow(positive, b))
    for name in "reduce_sum reduce_mean reduce_max reduce_min reduce_prod reduce_logsumexp".split():
        function = getattr(part, name)
        show(name, function(a), function(a, axis=0), function(a, axis=1, keepdims=True))
    show("argmax", part.argmax(a), part.argmax(a, axis=1), part.argmin(a, axis=-1))
    show("truths", part.logical_and(a > 0, b > 1), part.logical_or(a > 0, b > 1), part.logical_not(a > 0))
    show("all", part.reduce_all(a > -2), part.reduce_any(a > 0, axis=1), part.cumsum(a, axis=1), part.add_n([a, b, a]))
for name in "expm1 log_sigmoid softplus softsign erf ceil softmax log_softmax reciprocal".split():
    show(name, getattr(tf.math, name)(a))
for name in "log log1p rsqrt".split():
    show(name, getattr(tf.math, name)(positive))
show("squares", tf.math.squared_difference(a, b), tf.math.divide_no_nan(a, tf.constant([0.0, 2.0, 4.0])))
show("spread", tf.math.reduce_std(a), tf.math.reduce_variance(a, axis=0), tf.math.reduce_euclidean_norm(a, axis=1))
show("counts", tf.math.count_nonzero(tf.constant([[0.0, 1.0], [2.0, 0.0]]), axis=0), tf.math.is_nan(tf.constant([1.0, np.nan])))
show("normed", tf.math.l2_normalize(a, axis=1), tf.nn.l2_normalize(a))
values, places = tf.math.top_k(a, k=2)
show("top", values, places, tf.math.in_top_k([2, 1], a, 1))
show("confusion", tf.math.confusion_matrix([0, 1, 2, 2], [0, 2, 2, 1]))
for name in "relu relu6 leaky_relu elu selu gelu silu swish sigmoid tanh softplus softsign softmax log_softmax l2_loss".split():
    show(name, getattr(tf.nn, name)(a))
show("alpha", tf.nn.leaky_relu(a, alpha=0.01), tf.nn.gelu(a, approximate=True))
one_hot = tf.one_hot([2, 0], 3)
show("entropies", tf.nn.softmax_cross_entropy_with_logits(labels=one_hot, logits=a),
     tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[2, 0], logits=a),
     tf.nn.sigmoid_cross_entropy_with_logits(labels=one_hot, logits=a))
show("moments", *tf.nn.moments(a, axes=[0]))
draw = np.random.default_rng(1)
images = tf.constant(draw.normal(size=(2, 6, 5, 2)), tf.float32)
filters = tf.constant(draw.normal(size=(3, 3, 2, 4)), tf.float32)
for strides, padding in ((1, "VALID"), (1, "SAME"), (2, "SAME"), ([1, 2, 2, 1], "VALID")):
    found = tf.nn.conv2d(images, filters, strides, padding)
    show("conv2d", tf.reduce_sum(found, axis=(0, 3)), found[1, 1])
show("dilated", tf.reduce_sum(tf.nn.conv2d(images, filters, 1, "SAME", dilations=2), axis=(0, 3)))
for padding in ("VALID", "SAME"):
    show("pooled", tf.nn.max_pool2d(images, 2, 2, padding)[0], tf.nn.avg_pool2d(images, 3, 2, padding)[1])
show("shapes", tf.shape(images), tf.size(images), tf.rank(images), tf.expand_dims(a, 0), tf.squeeze(tf.expand_dims(a, 1)))
show("parts", tf.stack([a, b], axis=1), *tf.unstack(a, axis=1), *tf.split(a, 3, axis=1), *tf.split(a, [1, 2], axis=1))
show("again", tf.tile(a, [1, 2]), tf.repeat(a, 2, axis=0), tf.reverse(a, [1]), tf.roll(a, 1, axis=1))
show("places", tf.gather(a, [1, 0, 1]), tf.gather(a, [2, 0], axis=1), tf.boolean_mask(a, a > 0), tf.boolean_mask(a, [False, True]))
show("where", tf.where(a > 0), tf.where(a > 0, a, b), tf.one_hot([1, 0, 2], 3))
show("made", tf.fill([2, 2], 3.0), tf.eye(2), tf.range(5), tf.range(1.0, 2.0, 0.25), tf.linspace(0.0, 1.0, 5), tf.zeros([2]), tf.ones_like(a))
show("kinds", tf.cast(a > 0, tf.float32), tf.cast(a, tf.int32), tf.cast([1, 2], tf.float32))
show("margins", tf.pad(a, [[1, 0], [0, 2]]), tf.pad(a, [[0, 0], [1, 1]], "REFLECT"))
show("limits", tf.clip_by_value(a, -1.0, 1.0), tf.clip_by_norm(a, 1.0), tf.linalg.global_norm([a, b]))
short, length = tf.clip_by_global_norm([a, b], 1.0)
show("together", *short, length)
show("products", tf.matmul(a, tf.transpose(b)), tf.tensordot(a, b, axes=[[1], [1]]), tf.tensordot(a, tf.transpose(b), 1), tf.einsum("ij,kj->ik", a, b))
show("matrices", tf.linalg.matmul(a, b, transpose_b=True), tf.linalg.norm(a), tf.norm(a, ord=1, axis=1), tf.linalg.trace(a[:, :2]),
     tf.linalg.diag([1.0, 2.0]), tf.linalg.diag_part(a[:, :2]), tf.linalg.inv(a[:, :2]), tf.linalg.det(a[:, :2]), tf.linalg.matvec(a, [1.0, 2.0, 3.0]))
show("order", tf.sort(a, axis=1), tf.argsort(a, axis=1), tf.sort(a, direction="DESCENDING"), *tf.unique([3, 1, 3, 2]))
show("each", tf.map_fn(lambda row: row * 2, a))

x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(tf.math.log(x) * x) + tf.nn.l2_loss(x) - tf.reduce_mean(tf.math.softplus(x))
show("slopes", tape.gradient(loss, x))
kernel = tf.Variable(filters)
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(tf.square(tf.nn.max_pool2d(tf.nn.relu(tf.nn.conv2d(images, kernel, 1, "SAME")), 2, 2, "VALID")))
show("of a convolution", tf.reduce_sum(tape.gradient(loss, kernel), axis=(2, 3)))

print("random", tuple(tf.random.normal([3, 2]).shape), tuple(tf.random.uniform((4,)).shape))
tf.random.set_seed(1)
wide = np.asarray(tf.random.truncated_normal([2000], stddev=2.0))
print(bool(np.all(np.abs(wide) <= 4)), abs(wide.mean()) < 0.2, 1.5 < wide.std() < 2.0)
whole = np.asarray(tf.random.uniform([1000], 2, 5, dtype=tf.int32))
print(whole.dtype, sorted(set(whole.tolist())), sorted(np.asarray(tf.random.shuffle(tf.range(5))).tolist()))
print(sorted(set(np.asarray(tf.random.categorical(tf.math.log([[0.5, 0.5, 1e-9]]), 200)).reshape(-1).tolist())))
kept = np.asarray(tf.nn.dropout(tf.ones([1000]), rate=0.25))
print(sorted(set(np.round(kept, 4).tolist())), 0.65 < (kept > 0).mean() < 0.85)

data = tf.data.Dataset.from_tensor_slices((np.arange(10.0).reshape(5, 2), np.arange(5)))
for x, y in data.batch(2):
    print(np.asarray(x).tolist(), np.asarray(y).tolist())
print(len(data), len(data.batch(2)), len(data.batch(2, drop_remainder=True)), len(data.repeat(3)), len(data.take(2)), len(data.skip(2)))
print([int(y) for x, y in data.filter(lambda x, y: y > 2)], [int(y) for x, y in data.map(lambda x, y: (x, y * 10)).take(2)])
print(sorted(int(y) for x, y in data.shuffle(3, seed=1)), [int(y) for x, y in data.concatenate(data.take(1))])
print([int(n) for n in tf.data.Dataset.range(2, 8, 3)], [int(i) for i, n in tf.data.Dataset.range(3).enumerate(5)])
print([(int(p), int(q)) for p, q in tf.data.Dataset.zip((tf.data.Dataset.range(3), tf.data.Dataset.range(5, 8)))])
print([int(y) for x, y in data.batch(2).unbatch()], [int(y) for x, y in data.cache().prefetch(tf.data.AUTOTUNE)])
net = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
net.compile("sgd", "mse")
net.set_weights([np.array([[0.1], [0.2]]), np.zeros(1)])
history = net.fit(data.batch(2), epochs=2, verbose=0)
print([round(loss, 3) for loss in history.history["loss"]], round(float(net.evaluate(data.batch(5), verbose=0)), 3), net.predict(data.batch(2), verbose=0).shape)
with tf.device("/CPU:0"):
    print(float(tf.add(1.0, 2.0)))
print(tf.config.list_physical_devices("GPU"), tf.executing_eagerly(), tf.newaxis, tf.is_tensor(a), isinstance(a, tf.Tensor))
