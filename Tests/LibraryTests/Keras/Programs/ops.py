# keras.ops on arrays, under tapes, in functional models and in layers of a program.
import numpy as np
import keras
from keras import Input, Model, layers, ops

rng = np.random.RandomState(1)
a = rng.uniform(-0.9, 0.9, (3, 4)).astype('float32')
b = rng.uniform(0.5, 2, (3, 4)).astype('float32')


def show(name, x):
    x = np.asarray(ops.convert_to_numpy(x), dtype='float64')
    print(name, x.shape, '%.4f' % x.sum(), '%.4f' % (x * np.cos(np.arange(x.size)).reshape(x.shape)).sum())


for name in ('abs absolute negative exp expm1 sqrt rsqrt square reciprocal log log1p log2 log10 erf sin cos tan arcsin arccos '
             'arctan sinh cosh tanh arcsinh arctanh sigmoid softplus log_sigmoid softsign relu relu6 hard_sigmoid hard_silu '
             'selu silu swish sign floor ceil leaky_relu elu celu gelu softmax log_softmax isnan').split():
    show(name, getattr(ops, name)(np.abs(a) if name in ('sqrt', 'rsqrt', 'log', 'log2', 'log10') else a))
show('arccosh', ops.arccosh(b + 1))
show('gelu exact', ops.gelu(a, approximate=False))
show('leaky', ops.leaky_relu(a, negative_slope=0.5))
show('softmax 0', ops.softmax(a, axis=0))
show('clip', ops.clip(a, -0.2, 0.3))
show('round', ops.round(a * 10))
show('normalize', ops.normalize(a, axis=1))
for name in 'add subtract multiply divide true_divide power maximum minimum arctan2 mod floor_divide'.split():
    show(name, getattr(ops, name)(b, b[::-1] + 0.25))
for name in 'equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor'.split():
    show(name, ops.cast(getattr(ops, name)(np.floor(a * 2), np.floor(b)), 'float32'))
show('number', ops.add(a, 2) + ops.multiply(3.0, a) - 1)
for name in 'sum mean max min amax amin prod logsumexp var std any all'.split():
    show(name, ops.cast(getattr(ops, name)(b), 'float32'))
    show(name + ' 1', ops.cast(getattr(ops, name)(b, axis=1, keepdims=True), 'float32'))
for name in ['argmax', 'argmin']:
    print(name, ops.convert_to_numpy(getattr(ops, name)(a, axis=1)).astype(int).tolist(), int(getattr(ops, name)(a)))
show('cumsum', ops.cumsum(a, axis=1))
show('reshape', ops.reshape(a, (2, -1)))
show('ravel', ops.ravel(a))
show('transpose', ops.transpose(a))
show('axes', ops.transpose(a[None], axes=(2, 0, 1)))
show('swapaxes', ops.swapaxes(a, 0, 1))
show('moveaxis', ops.moveaxis(a[None], 0, 2))
show('expand', ops.expand_dims(a, 1))
show('squeeze', ops.squeeze(a[None]))
show('broadcast', ops.broadcast_to(a[:1], (5, 4)))
show('concatenate', ops.concatenate([a, b], axis=1))
show('stack', ops.stack([a, b], axis=1))
show('flip', ops.flip(a, axis=1))
show('repeat', ops.repeat(a, 2, axis=1))
show('tile', ops.tile(a, (2, 1)))
show('take', ops.take(a, np.array([2, 0]), axis=0))
show('where', ops.where(a > 0, a, b))
print([tuple(part.shape) for part in ops.split(a, 2, axis=1)], [tuple(part.shape) for part in ops.split(a, [1, 3], axis=1)])
show('matmul', ops.matmul(a, b.T))
show('dot', ops.dot(a, b.T))
show('einsum', ops.einsum('ij,kj->ik', a, b))
show('zeros', ops.zeros((2, 3)))
show('ones', ops.ones((2, 3)))
show('full', ops.full((2, 2), 1.5))
show('like', ops.zeros_like(a) + ops.ones_like(a) * 2 + ops.full_like(a, 0.5))
show('one_hot', ops.one_hot(np.array([0, 2, 1]), 3))
show('arange', ops.cast(ops.arange(1, 7, 2), 'float32'))
print(tuple(ops.shape(a)), tuple(ops.shape(ops.convert_to_tensor(a))))

# In a functional model.
x = Input((4,))
y = Input((4,))
z = ops.concatenate([ops.exp(x), ops.maximum(x, y) * 2], axis=-1)
z = ops.expand_dims(ops.mean(z, axis=-1), -1) + ops.sum(ops.square(x - y), axis=-1, keepdims=True)
model = Model([x, y], z)
print(model.output.shape)
show('model', model.predict([a, b], verbose=0))


class Norm(layers.Layer):
    def call(self, x):
        middle = ops.mean(x, axis=-1, keepdims=True)
        return (x - middle) / ops.sqrt(ops.var(x, axis=-1, keepdims=True) + 1e-3)


def loss(truth, prediction):
    return ops.mean(ops.abs(truth - prediction), axis=-1) + ops.log(ops.sum(ops.exp(prediction), axis=-1))


model = keras.Sequential([Input((4,)), Norm(), layers.Dense(2)])
model.layers[1].set_weights([np.linspace(-1, 1, 8).reshape(4, 2), np.zeros(2)])
model.compile(keras.optimizers.SGD(0.1), loss)
history = model.fit(a, b[:, :2], epochs=3, batch_size=3, verbose=0, shuffle=False).history['loss']
print(['%.4f' % value for value in history])
show('weights', model.layers[1].get_weights()[0])
