/// `tf.random` and `tf.linalg`.
extension TensorFlowText {
    /// Numbers drawn at random, from NumPy's stream.
    static let random = #"""
        def set_seed(seed):
            """Makes what is drawn repeatable."""
            _keras.utils.set_random_seed(seed)


        def _drawn(seed):
            return _np.random if seed is None else _np.random.RandomState(seed)


        def _single(numbers, dtype):
            return _ops.convert_to_tensor(_np.asarray(numbers, 'float32' if dtype is None else dtype))


        def normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None, name=None):
            """Normally distributed numbers."""
            return _single(_drawn(seed).normal(_np.asarray(mean), _np.asarray(stddev), tuple(shape)), dtype)


        def uniform(shape, minval=0, maxval=None, dtype=None, seed=None, name=None):
            """Numbers between two limits; whole ones, as an array, where the type is."""
            kind = _np.dtype('float32' if dtype is None else dtype)
            if kind.kind in 'iu':
                if maxval is None:
                    raise ValueError("Must specify maxval for integer dtype " + kind.name)
                return _drawn(seed).randint(minval, maxval, tuple(shape)).astype(kind)
            return _single(_drawn(seed).uniform(minval, 1 if maxval is None else maxval, tuple(shape)), dtype)


        def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None, name=None):
            """Normally distributed numbers; those beyond two deviations are drawn again."""
            draw = _drawn(seed)
            numbers = draw.normal(size=tuple(shape))
            while _np.any(_np.abs(numbers) > 2):
                numbers = _np.where(_np.abs(numbers) > 2, draw.normal(size=tuple(shape)), numbers)
            return _single(numbers * stddev + mean, dtype)


        def shuffle(value, seed=None, name=None):
            """The same rows in another order."""
            order = _drawn(seed).permutation(len(value))
            return _np.asarray(value)[order] if isinstance(value, _np.ndarray) and value.dtype.kind != 'f' else _ops.take(value, order, 0)


        def categorical(logits, num_samples, dtype=None, seed=None, name=None):
            """Classes drawn by their unnormed log-probabilities, num_samples for each row."""
            chances = _np.cumsum(_np.asarray(_ops.softmax(logits, -1)), axis=-1)
            places = _drawn(seed).random_sample((chances.shape[0], num_samples))
            return (places[:, :, None] > chances[:, None, :-1]).sum(axis=-1).astype('int64' if dtype is None else dtype)
        """#

    /// A function that `tf` and `tf.linalg` have.
    static let norm = #"""
        def norm(tensor, ord='euclidean', axis=None, keepdims=None, name=None):
            """The length: the square root of the sum of squares, or that of another order."""
            x = _ops.convert_to_tensor(tensor)
            if ord in ('euclidean', 'fro', 2):
                return _ops.sqrt(_ops.sum(_ops.square(x), axis, bool(keepdims)))
            if ord == 1:
                return _ops.sum(_ops.abs(x), axis, bool(keepdims))
            if ord == _np.inf:
                return _ops.max(_ops.abs(x), axis, bool(keepdims))
            raise NotImplementedError("tf.norm: ord must be 'euclidean', 1, 2 or np.inf")
        """#

    /// Matrices.
    static let linalg = #"""
        def matmul(a, b, transpose_a=False, transpose_b=False, name=None):
            """The matrix product."""
            return _ops.matmul(_turned(a, transpose_a), _turned(b, transpose_b))


        def _turned(a, wanted):
            return _ops.swapaxes(a, -1, -2) if wanted else a


        def matvec(a, b, transpose_a=False, name=None):
            """A matrix times a vector."""
            return _ops.squeeze(_ops.matmul(_turned(a, transpose_a), _ops.expand_dims(b, -1)), -1)


        def global_norm(t_list, name=None):
            """The length of all tensors of a list together."""
            return _ops.sqrt(_ops.sum(_ops.stack([_ops.sum(_ops.square(t)) for t in t_list if t is not None])))


        def trace(x, name=None):
            """The sum of the diagonal."""
            size = min(_ops.shape(x)[-2:])
            return _ops.sum(_ops.multiply(x, _np.eye(*_ops.shape(x)[-2:], dtype='float32')), (-2, -1)) if size else _ops.sum(x)


        def diag(diagonal, name=None):
            """A matrix with that diagonal."""
            return _ops.multiply(_ops.expand_dims(diagonal, -1), _np.eye(_ops.shape(diagonal)[-1], dtype='float32'))


        def diag_part(input, name=None):
            """The diagonal of a matrix."""
            count = min(_ops.shape(input)[-2:])
            places = _np.arange(count)
            return _ops.convert_to_tensor(input)[..., places, places]


        def _numbers(a):
            return _np.asarray(a)


        def inv(input, adjoint=False, name=None):
            """The inverse of a matrix, without gradients."""
            return _ops.convert_to_tensor(_np.linalg.inv(_numbers(input)))


        def det(input, name=None):
            """The determinant, without gradients."""
            return _ops.convert_to_tensor(_np.linalg.det(_numbers(input)))


        def solve(matrix, rhs, adjoint=False, name=None):
            """x with matrix x = rhs, without gradients."""
            return _ops.convert_to_tensor(_np.linalg.solve(_numbers(matrix), _numbers(rhs)))
        """#
}
