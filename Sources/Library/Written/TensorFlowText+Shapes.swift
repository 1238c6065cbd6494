/// Functions of `tf` itself about shapes and parts.
extension TensorFlowText {
    /// Tensors in other shapes, and parts of them.
    static let shapes = #"""
        def expand_dims(input, axis, name=None):
            """A new axis of length 1."""
            return _ops.expand_dims(input, axis) if _is_float(input) else _np.expand_dims(_np.asarray(input), axis)


        def _is_float(x):
            """True for tensors, arrays of floats and plain numbers."""
            return not isinstance(x, (_np.ndarray, _np.generic)) or x.dtype.kind == 'f'


        def squeeze(input, axis=None, name=None):
            """Without axes of length 1."""
            return _ops.squeeze(input, axis) if _is_float(input) else _np.squeeze(input, axis)


        def stack(values, axis=0, name='stack'):
            """Tensors along a new axis."""
            return _ops.stack(list(values), axis)


        def unstack(value, num=None, axis=0, name='unstack'):
            """The parts along an axis as a list."""
            x = _ops.moveaxis(value, axis, 0)
            return [x[i] for i in range(_ops.shape(x)[0])]


        def split(value, num_or_size_splits, axis=0, num=None, name='split'):
            """Parts along an axis: so many equal ones, or of sizes that a list names."""
            if isinstance(num_or_size_splits, int):
                return list(_ops.split(value, num_or_size_splits, axis))
            ends = [int(end) for end in _np.cumsum(num_or_size_splits)]
            return list(_ops.split(value, ends[:-1], axis))


        def tile(input, multiples, name=None):
            """The whole several times along each axis."""
            return _ops.tile(input, multiples)


        def repeat(input, repeats, axis=None, name=None):
            """Each element several times."""
            return _ops.repeat(input, repeats, axis)


        def reverse(tensor, axis, name=None):
            """From the end to the beginning along axes."""
            for place in ([axis] if isinstance(axis, int) else axis):
                tensor = _ops.flip(tensor, place)
            return tensor


        def roll(input, shift, axis, name=None):
            """Moved along an axis; what leaves at the end comes back at the beginning."""
            size = _ops.shape(input)[axis]
            return _ops.take(input, (_np.arange(size) - shift) % size, axis)


        def gather(params, indices, validate_indices=None, axis=0, batch_dims=0, name=None):
            """Parts at places along an axis."""
            if batch_dims:
                raise NotImplementedError("tf.gather: batch_dims is not offered")
            places = _np.asarray(indices).astype(int)
            return _ops.take(params, places, axis) if _is_float(params) else _np.take(params, places, axis)


        def boolean_mask(tensor, mask, axis=None, name='boolean_mask'):
            """The parts where the mask is true."""
            if axis not in (None, 0):
                raise NotImplementedError("tf.boolean_mask: axis must be 0")
            mask = _np.asarray(mask).astype(bool)
            if mask.ndim == 1:
                return gather(tensor, _np.nonzero(mask)[0])
            rest = _ops.shape(tensor)[mask.ndim:]
            return gather(_ops.reshape(tensor, (-1,) + tuple(rest)), _np.nonzero(mask.ravel())[0])


        def where(condition, x=None, y=None, name=None):
            """x where true, else y; without them the places that are true."""
            if x is None and y is None:
                return _np.argwhere(_np.asarray(condition)).astype('int64')
            return _ops.where(condition, x, y)


        def one_hot(indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None):
            """1 at the place of each label."""
            low, high = 0. if off_value is None else off_value, 1. if on_value is None else on_value
            rows = _ops.one_hot(indices, depth, -1 if axis is None else axis)
            return rows if (low, high) == (0, 1) else rows * (high - low) + low


        def cast(x, dtype, name=None):
            """The same numbers in another type; whole numbers and truths are NumPy's arrays."""
            kind = _np.dtype(dtype)
            if kind.name in ('float32', 'float64'):
                return _ops.cast(x, kind.name)
            return _np.asarray(x).astype(kind)


        def fill(dims, value, name=None):
            """A tensor of one number."""
            return _ops.full(tuple(dims), value)


        def eye(num_rows, num_columns=None, batch_shape=None, dtype='float32', name=None):
            """The identity matrix."""
            if batch_shape is not None:
                raise NotImplementedError("tf.eye: batch_shape is not offered")
            return _ops.convert_to_tensor(_np.eye(num_rows, num_columns, dtype=_np.dtype(dtype)))


        def range(start, limit=None, delta=1, dtype=None, name='range'):
            """Numbers one after another: whole ones as an array, others as a tensor."""
            if limit is None:
                start, limit = 0, start
            numbers = _np.arange(start, limit, delta)
            if numbers.dtype.kind in 'iu':
                return numbers.astype('int32' if dtype is None else dtype)
            return _ops.convert_to_tensor(numbers.astype('float32' if dtype is None else dtype))


        def linspace(start, stop, num, name=None, axis=0):
            """So many numbers from start to stop."""
            kind = 'float64' if isinstance(start, _np.float64) else 'float32'
            return _ops.convert_to_tensor(_np.linspace(start, stop, num, axis=axis).astype(kind))


        def shape(input, out_type='int32', name=None):
            """The sizes as an array."""
            return _np.array(_np.shape(input) if not hasattr(input, 'shape') else input.shape, dtype=out_type)


        def rank(input, name=None):
            """How many axes there are."""
            return len(_np.shape(input) if not hasattr(input, 'shape') else input.shape)


        def size(input, out_type='int32', name=None):
            """How many elements there are."""
            return int(_np.prod(_np.shape(input) if not hasattr(input, 'shape') else input.shape))


        def broadcast_to(input, shape, name=None):
            """Repeated to a shape."""
            return _ops.broadcast_to(input, shape)


        def pad(tensor, paddings, mode='CONSTANT', constant_values=0, name=None):
            """Numbers before and after each axis: [[1, 1], [2, 2]]."""
            if mode.upper() != 'CONSTANT':
                return _ops.convert_to_tensor(_np.pad(_np.asarray(tensor), paddings, mode=mode.lower()))
            x = _ops.convert_to_tensor(tensor)
            for axis, (before, after) in enumerate(paddings):
                for count, first in ((before, True), (after, False)):
                    if count:
                        sizes = list(_ops.shape(x))
                        sizes[axis] = int(count)
                        edge = _ops.full(sizes, constant_values)
                        x = _ops.concatenate([edge, x] if first else [x, edge], axis)
            return x
        """#
}
