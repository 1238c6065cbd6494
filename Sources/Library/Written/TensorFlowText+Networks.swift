/// `tf.nn`: activations, cross-entropies and windows over images.
extension TensorFlowText {
    /// Activations, sums and cross-entropies.
    static let nn = #"""
        def relu(features, name=None):
            """max(0, x)"""
            return _ops.relu(features)


        def relu6(features, name=None):
            """min(max(0, x), 6)"""
            return _ops.relu6(features)


        def leaky_relu(features, alpha=0.2, name=None):
            """x above 0, alpha x below."""
            return _ops.leaky_relu(features, alpha)


        def elu(features, name=None):
            """x above 0, e^x - 1 below."""
            return _ops.elu(features)


        def selu(features, name=None):
            """elu with the factors that keep mean and variance."""
            return _ops.selu(features)


        def gelu(features, approximate=False, name=None):
            """x times the normal distribution's share below x."""
            return _ops.gelu(features, approximate)


        def silu(features, beta=1.0):
            """x sigmoid(beta x)"""
            x = _ops.convert_to_tensor(features)
            return x * _ops.sigmoid(beta * x)


        swish = silu


        def sigmoid(x, name=None):
            """1 / (1 + e^-x)"""
            return _ops.sigmoid(x)


        def tanh(x, name=None):
            """The hyperbolic tangent."""
            return _ops.tanh(x)


        def l2_loss(t, name=None):
            """Half the sum of squares."""
            return _ops.sum(_ops.square(t)) / 2


        def bias_add(value, bias, data_format=None, name=None):
            """A number for each channel is added."""
            return _ops.add(value, bias)


        def moments(x, axes, shift=None, keepdims=False, name=None):
            """Mean and variance over axes."""
            return _ops.mean(x, axes, keepdims), _ops.var(x, axes, keepdims)


        def sigmoid_cross_entropy_with_logits(labels=None, logits=None, name=None):
            """The cross-entropy of yes or no, of what comes before the sigmoid."""
            x = _ops.convert_to_tensor(logits)
            return _ops.relu(x) - x * _ops.convert_to_tensor(labels) + _ops.log1p(_ops.exp(-_ops.abs(x)))


        def softmax_cross_entropy_with_logits(labels, logits, axis=-1, name=None):
            """The cross-entropy of classes as one-hot rows, of what comes before the softmax."""
            return -_ops.sum(_ops.multiply(_ops.log_softmax(logits, axis), labels), axis)


        def sparse_softmax_cross_entropy_with_logits(labels, logits, name=None):
            """The cross-entropy of classes as numbers, of what comes before the softmax."""
            count = _ops.shape(logits)[-1]
            return -_ops.sum(_ops.multiply(_ops.log_softmax(logits, -1), _ops.one_hot(labels, count)), -1)


        def dropout(x, rate, noise_shape=None, seed=None, name=None):
            """Each number is 0 with the probability rate; the others are divided by 1 - rate."""
            if noise_shape is not None:
                raise NotImplementedError("tf.nn.dropout: noise_shape is not offered")
            x = _ops.convert_to_tensor(x)
            draw = _np.random if seed is None else _np.random.default_rng(seed)
            return x * (draw.random(_ops.shape(x)) >= rate).astype('float32') / (1 - rate)
        """#

    /// Convolutions and pooling of images [N, H, W, C].
    static let windows = #"""
        def _two(size, what):
            """A size for both axes of images, as a pair."""
            if isinstance(size, int):
                return size, size
            size = tuple(size)
            if len(size) == 4 and size[0] == size[3] == 1:
                size = size[1:3]
            if len(size) == 1:
                size *= 2
            if len(size) != 2:
                raise ValueError(f"{what} must be a number, a pair or [1, height, width, 1], not {size}")
            return size


        def _images(data_format, name):
            if data_format not in (None, 'NHWC'):
                raise NotImplementedError(f"tf.nn.{name}: images are [N, height, width, channels] (NHWC)")


        def _padding(padding, name):
            if not isinstance(padding, str):
                raise NotImplementedError(f"tf.nn.{name}: padding must be 'SAME' or 'VALID'; tf.pad adds what else is wanted")
            return padding.lower()


        def conv2d(input, filters, strides=1, padding='VALID', data_format='NHWC', dilations=None, name=None):
            """The convolution of images [N, H, W, C] with filters [height, width, C, out]; gradients flow to both."""
            _images(data_format, 'conv2d')
            x, w = _ops.convert_to_tensor(input), _ops.convert_to_tensor(filters)
            rows, columns, depth, count = _ops.shape(w)
            if _ops.shape(x)[-1] != depth:
                raise ValueError(f"conv2d: the images have {_ops.shape(x)[-1]} channels, the filters {depth}")
            (down, right), (tall, wide) = _two(strides, 'strides'), _two(dilations or 1, 'dilations')
            high, long = (rows - 1) * tall + 1, (columns - 1) * wide + 1
            x = _framed(x, high, long, down, right, _padding(padding, 'conv2d'), 0.)
            height, width = (_ops.shape(x)[1] - high) // down + 1, (_ops.shape(x)[2] - long) // right + 1
            total = None
            for i in range(rows):
                for j in range(columns):
                    top, left = i * tall, j * wide
                    part = x[:, top:top + (height - 1) * down + 1:down, left:left + (width - 1) * right + 1:right]
                    part = _ops.matmul(part, w[i, j])
                    total = part if total is None else total + part
            return total


        def _framed(x, high, long, down, right, padding, filler):
            """The images with the margins that 'same' needs."""
            if padding == 'valid':
                return x
            if padding != 'same':
                raise ValueError(f"padding must be 'SAME' or 'VALID', not '{padding.upper()}'")
            margins = []
            for size, window, step in zip(_ops.shape(x)[1:3], (high, long), (down, right)):
                missing = max((-(-size // step) - 1) * step + window - size, 0)
                margins.append((missing // 2, missing - missing // 2))
            for axis, (before, after) in zip((1, 2), margins):
                for count, first in ((before, True), (after, False)):
                    if count:
                        shape = list(_ops.shape(x))
                        shape[axis] = count
                        edge = _ops.full(shape, filler)
                        x = _ops.concatenate([edge, x] if first else [x, edge], axis)
            return x


        def _pooled(x, ksize, strides, padding, name, filler):
            """The parts of the images that stand at each place of the window."""
            x = _ops.convert_to_tensor(x)
            (high, long), (down, right) = _two(ksize, 'ksize'), _two(strides, 'strides')
            x = _framed(x, high, long, down, right, _padding(padding, name), filler)
            height, width = (_ops.shape(x)[1] - high) // down + 1, (_ops.shape(x)[2] - long) // right + 1
            return [x[:, i:i + (height - 1) * down + 1:down, j:j + (width - 1) * right + 1:right]
                    for i in range(high) for j in range(long)]


        def max_pool2d(input, ksize, strides, padding, data_format='NHWC', name=None):
            """The largest number of each window."""
            _images(data_format, 'max_pool2d')
            parts = _pooled(input, ksize, strides, padding, 'max_pool2d', -3.4e38)
            largest = parts[0]
            for part in parts[1:]:
                largest = _ops.maximum(largest, part)
            return largest


        def avg_pool2d(input, ksize, strides, padding, data_format='NHWC', name=None):
            """The mean of each window; what lies beyond the edge does not count."""
            _images(data_format, 'avg_pool2d')
            counted = _ops.convert_to_tensor(_np.ones(_ops.shape(input), 'float32'))
            parts, there = (_pooled(x, ksize, strides, padding, 'avg_pool2d', 0.) for x in (input, counted))
            total, count = parts[0], there[0]
            for part, one in zip(parts[1:], there[1:]):
                total, count = total + part, count + one
            return total / count


        max_pool, avg_pool = max_pool2d, avg_pool2d


        def embedding_lookup(params, ids, name=None):
            """Rows of a table."""
            return _ops.take(params, _np.asarray(ids).astype(int), 0)
        """#
}
