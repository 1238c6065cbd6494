/// Functions of the program over arrays.
extension WrittenArrays {
    static let loops = #"""
        def apply_along_axis(func1d, axis, arr, *args, **kwargs):
            """A function of each row along an axis."""
            arr = _np.asanyarray(arr)
            axis = _normal_axis(axis, arr.ndim)
            rows = _np.moveaxis(arr, axis, -1)
            shape = rows.shape[:-1]
            if 0 in shape:
                raise ValueError("Cannot apply_along_axis when any iteration dimensions are 0")
            parts = [_np.asanyarray(func1d(rows[place], *args, **kwargs)) for place in ndindex(*shape)]
            result = _np.empty(shape + parts[0].shape, dtype=parts[0].dtype)
            for place, part in zip(ndindex(*shape), parts):
                result[place] = part
            inner = parts[0].ndim
            order = list(range(axis)) + list(range(len(shape), len(shape) + inner)) + list(range(axis, len(shape)))
            return _np.transpose(result, order) if result.ndim else result


        def apply_over_axes(func, a, axes):
            """A function applied along several axes, one after the other."""
            value = _np.asarray(a)
            rank = value.ndim
            for axis in _np.ravel(axes):
                axis = int(axis)
                result = func(value, axis + rank if axis < 0 else axis)
                if _np.ndim(result) != value.ndim:
                    result = _np.expand_dims(result, axis)
                    if result.ndim != value.ndim:
                        raise ValueError("function is not returning an array of the correct shape")
                value = result
            return value


        class vectorize:
            """A function of numbers as a function of arrays."""

            def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None, cache=False, signature=None):
                if signature is not None:
                    raise NotImplementedError("vectorize with a signature is not supported: loop over the rows instead")
                self.pyfunc, self.otypes = pyfunc, otypes
                self.excluded = set(excluded or ())
                self.__doc__ = doc if doc is not None else getattr(pyfunc, "__doc__", None)

            def __call__(self, *args, **kwargs):
                if self.pyfunc is None:
                    self.pyfunc = args[0]
                    return self
                moving = [i for i in range(len(args)) if i not in self.excluded]
                named = [name for name in kwargs if name not in self.excluded]
                arrays = broadcast_arrays(*[args[i] for i in moving], *[kwargs[name] for name in named])
                if arrays[0].size == 0 and self.otypes is None:
                    raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
                results = []
                lists = [x.ravel().tolist() for x in arrays]
                scalars = [list(x.ravel()) for x in arrays]
                for values in zip(*scalars):
                    given = list(args)
                    for i, value in zip(moving, values):
                        given[i] = value
                    rest = dict(kwargs)
                    for name, value in zip(named, values[len(moving):]):
                        rest[name] = value
                    results.append(self.pyfunc(*given, **rest))
                shape = arrays[0].shape

                def made(values, number):
                    if self.otypes is not None:
                        kinds = self.otypes
                        kind = kinds[number]
                        return _np.array(values, dtype=kind).reshape(shape)
                    kind = _np.asarray(values[0]).dtype
                    return _np.array([_np.asarray(v).astype(kind) for v in values]).reshape(shape)

                if results and isinstance(results[0], tuple):
                    return tuple(made([r[i] for r in results], i)[()] for i in range(len(results[0])))
                result = made(results, 0)
                return result


        def frompyfunc(func, nin, nout):
            """A function of numbers as a function of arrays."""
            return vectorize(func)


        def fromfunction(function, shape, *, dtype=float, **kwargs):
            """An array made by a function of the places."""
            return function(*_np.indices(shape, dtype=dtype), **kwargs)


        def fromiter(iter, dtype, count=-1):
            """An array of what an iterator gives."""
            dtype = _np.dtype(dtype)
            values = []
            for value in iter:
                if count >= 0 and len(values) == count:
                    break
                values.append(value)
            if len(values) < count:
                raise ValueError(f"iterator too short: Expected {count} but iterator had only {len(values)} items.")
            return _np.array(values, dtype=dtype)


        def nditer(op, flags=(), op_flags=(), order="K"):
            """The elements one after the other, as arrays without dimensions."""
            for place in ndindex(*_np.shape(op)):
                yield _np.asarray(op)[place + (...,)]
        """#
}
