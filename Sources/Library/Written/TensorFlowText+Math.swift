/// What `tf.math` has beside the functions of `tf`.
extension TensorFlowText {
    /// Functions of `tf.math` alone.
    static let math = #"""
        def log(x, name=None):
            """ln x"""
            return _ops.log(x)


        def log1p(x, name=None):
            """ln(1 + x)"""
            return _ops.log1p(x)


        def expm1(x, name=None):
            """e^x - 1"""
            return _ops.expm1(x)


        def rsqrt(x, name=None):
            """1 / sqrt(x)"""
            return _ops.rsqrt(x)


        def reciprocal(x, name=None):
            """1 / x"""
            return _ops.reciprocal(x)


        def erf(x, name=None):
            """The error function."""
            return _ops.erf(x)


        def log_sigmoid(x, name=None):
            """ln sigmoid(x)"""
            return _ops.log_sigmoid(x)


        def ceil(x, name=None):
            """Rounded up."""
            return _ops.ceil(x)


        def squared_difference(x, y, name=None):
            """(x - y)^2"""
            return _ops.square(_ops.subtract(x, y))


        def divide_no_nan(x, y, name=None):
            """x / y, and 0 where y is 0."""
            x, y = _ops.convert_to_tensor(x), _ops.convert_to_tensor(y)
            zero = _ops.equal(y, 0.)
            return _ops.where(zero, _ops.zeros_like(y) * x, x / _ops.where(zero, _ops.ones_like(y), y))


        def floordiv(x, y, name=None):
            """x / y, rounded down."""
            return _ops.floor_divide(x, y)


        def mod(x, y, name=None):
            """What is left of x over y."""
            return _ops.mod(x, y)


        def reduce_std(input_tensor, axis=None, keepdims=False, name=None):
            """The standard deviation."""
            return _ops.std(input_tensor, axis, keepdims)


        def reduce_variance(input_tensor, axis=None, keepdims=False, name=None):
            """The mean squared distance from the mean."""
            return _ops.var(input_tensor, axis, keepdims)


        def reduce_euclidean_norm(input_tensor, axis=None, keepdims=False, name=None):
            """The square root of the sum of squares."""
            return _ops.sqrt(_ops.sum(_ops.square(input_tensor), axis, keepdims))


        def count_nonzero(input, axis=None, keepdims=None, dtype='int64', name=None):
            """How many are not 0."""
            return _np.asarray(_np.count_nonzero(_np.asarray(input), axis=axis, keepdims=bool(keepdims))).astype(dtype)[()]


        def is_nan(x, name=None):
            """True where there is no number."""
            return _np.isnan(_np.asarray(x))


        def is_inf(x, name=None):
            """True where there is an infinite number."""
            return _np.isinf(_np.asarray(x))


        def is_finite(x, name=None):
            """True where there is a finite number."""
            return _np.isfinite(_np.asarray(x))


        def confusion_matrix(labels, predictions, num_classes=None, weights=None, dtype='int32', name=None):
            """How often each class (row) was taken for each (column)."""
            labels, predictions = _np.asarray(labels).astype(int), _np.asarray(predictions).astype(int)
            if num_classes is None:
                num_classes = max(labels.max(), predictions.max()) + 1
            counts = _np.zeros((num_classes, num_classes), dtype)
            _np.add.at(counts, (labels, predictions), 1 if weights is None else _np.asarray(weights))
            return counts
        """#

    /// Functions that `tf.math` and `tf.nn` have.
    static let activations = #"""
        _TopK = _collections.namedtuple('TopKV2', 'values indices')


        def softplus(features, name=None):
            """ln(1 + e^x)"""
            return _ops.softplus(features)


        def softsign(features, name=None):
            """x / (1 + |x|)"""
            return _ops.softsign(features)


        def softmax(logits, axis=-1, name=None):
            """e^x over the sum of all along an axis: probabilities."""
            return _ops.softmax(logits, -1 if axis is None else axis)


        def log_softmax(logits, axis=-1, name=None):
            """The logarithm of softmax."""
            return _ops.log_softmax(logits, -1 if axis is None else axis)


        def top_k(input, k=1, sorted=True, index_type='int32', name=None):
            """The k largest along the last axis, and their places."""
            values = _np.asarray(input)
            places = _np.argsort(-values, axis=-1, kind='stable')[..., :k]
            return _TopK(_ops.convert_to_tensor(_np.take_along_axis(values, places, axis=-1)), places.astype(index_type))


        def in_top_k(targets, predictions, k, name=None):
            """True where the target is among the k likeliest."""
            targets, predictions = _np.asarray(targets).astype(int), _np.asarray(predictions)
            own = predictions[_np.arange(len(targets)), targets]
            return (predictions > own[:, None]).sum(axis=1) < k


        def l2_normalize(x, axis=None, epsilon=1e-12, name=None):
            """Vectors of length 1."""
            x = _ops.convert_to_tensor(x)
            return x * _ops.rsqrt(_ops.maximum(_ops.sum(_ops.square(x), axis, True), epsilon))
        """#
}
