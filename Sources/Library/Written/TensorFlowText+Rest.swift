/// The other functions of `tf`, and `tf.config`.
extension TensorFlowText {
    /// Limits, sums of products, orders, and where it is computed.
    static let rest = #"""
        def clip_by_value(t, clip_value_min, clip_value_max, name=None):
            """x, at least and at most a number."""
            return _ops.clip(t, clip_value_min, clip_value_max)


        def clip_by_norm(t, clip_norm, axes=None, name=None):
            """The same direction, not longer than clip_norm."""
            x = _ops.convert_to_tensor(t)
            length = _ops.sqrt(_ops.sum(_ops.square(x), axes, True))
            return x * clip_norm / _ops.maximum(length, clip_norm)


        def _together(t_list):
            return _ops.sqrt(_ops.sum(_ops.stack([_ops.sum(_ops.square(t)) for t in t_list if t is not None])))


        def clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None):
            """Gradients made shorter together, and how long they were."""
            length = _together(t_list) if use_norm is None else use_norm
            factor = clip_norm / _ops.maximum(length, clip_norm)
            return [None if t is None else _ops.convert_to_tensor(t) * factor for t in t_list], length


        def tensordot(a, b, axes, name=None):
            """Products summed over axes: a number of them, or lists for both."""
            a, b = _ops.convert_to_tensor(a), _ops.convert_to_tensor(b)
            rank = len(_ops.shape(a))
            if isinstance(axes, int):
                axes = [list(_builtins.range(rank - axes, rank)), list(_builtins.range(axes))]
            first, second = ([part] if isinstance(part, int) else list(part) for part in axes)
            letters = 'abcdefghijklmnopqrstuvwxyz'
            left = letters[:rank]
            right = list(letters[rank:rank + len(_ops.shape(b))])
            for mine, other in zip(first, second):
                right[other] = left[mine]
            shared = [left[mine] for mine in first]
            out = [c for c in left if c not in shared] + [c for c in right if c not in shared]
            return _ops.einsum(left + ',' + ''.join(right) + '->' + ''.join(out), a, b)


        def einsum(equation, *inputs, **kwargs):
            """Sums of products: 'ij,jk->ik'."""
            return _ops.einsum(equation, *inputs)


        def sort(values, axis=-1, direction='ASCENDING', name=None):
            """The numbers in order, without gradients."""
            ordered = _np.sort(_np.asarray(values), axis=axis)
            return _kept(ordered if direction == 'ASCENDING' else _np.flip(ordered, axis), values)


        def _kept(result, given):
            return _ops.convert_to_tensor(result) if _is_float(given) else result


        def argsort(values, axis=-1, direction='ASCENDING', stable=False, name=None):
            """The places of the numbers in order."""
            values = _np.asarray(values)
            return _np.argsort(values if direction == 'ASCENDING' else -values, axis=axis, kind='stable').astype('int32')


        def unique(x, out_idx='int32', name=None):
            """The different values in the order of their first places, and which of them each is."""
            x = _np.asarray(x)
            values, first, places = _np.unique(x, return_index=True, return_inverse=True)
            order = _np.argsort(first)
            rank = _np.empty(len(order), 'int32')
            rank[order] = _np.arange(len(order))
            return values[order], rank[places]


        def map_fn(fn, elems, dtype=None, **kwargs):
            """A function of each part along the first axis."""
            return _ops.stack([_ops.convert_to_tensor(fn(elems[i])) for i in _builtins.range(_ops.shape(elems)[0])])


        def print(*inputs, **kwargs):
            """Prints numbers."""
            _builtins.print(*[_np.asarray(x) if hasattr(x, 'numpy') else x for x in inputs])


        def is_tensor(x):
            """True for tensors."""
            return hasattr(x, 'numpy') and not isinstance(x, _np.ndarray)


        def executing_eagerly():
            """Always true: what is written is computed at once."""
            return True


        class device:
            """`with tf.device('/CPU:0'):` there is one place to compute at, the processor."""

            def __init__(self, device_name):
                if 'GPU' in str(device_name).upper():
                    raise ValueError(f"there is no {device_name}: everything is computed on the processor ('/CPU:0')")

            def __enter__(self):
                return self

            def __exit__(self, *error):
                return False
        """#

    /// `tf.config`: one processor.
    static let config = #"""
        _Device = _collections.namedtuple('PhysicalDevice', 'name device_type')


        def list_physical_devices(device_type=None):
            """The processor; no graphics card is used."""
            return [_Device('/physical_device:CPU:0', 'CPU')] if device_type in (None, 'CPU') else []


        list_logical_devices = list_physical_devices


        def run_functions_eagerly(run_eagerly):
            """Makes no difference: everything is computed as it is written."""
        """#
}
