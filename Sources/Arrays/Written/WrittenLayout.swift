/// Arrays put together, taken apart and bordered.
extension WrittenArrays {
    static let layout = #"""
        def hsplit(ary, indices_or_sections):
            """An array split column by column."""
            if _np.ndim(ary) == 0:
                raise ValueError("hsplit only works on arrays of 1 or more dimensions")
            return _np.split(ary, indices_or_sections, 1 if _np.ndim(ary) > 1 else 0)


        def vsplit(ary, indices_or_sections):
            """An array split row by row."""
            if _np.ndim(ary) < 2:
                raise ValueError("vsplit only works on arrays of 2 or more dimensions")
            return _np.split(ary, indices_or_sections, 0)


        def dsplit(ary, indices_or_sections):
            """An array split along the third axis."""
            if _np.ndim(ary) < 3:
                raise ValueError("dsplit only works on arrays of 3 or more dimensions")
            return _np.split(ary, indices_or_sections, 2)


        def unstack(x, /, *, axis=0):
            """The parts of an array along an axis, as a tuple."""
            x = _np.asarray(x)
            if x.ndim == 0:
                raise ValueError("Input array must be at least 1-d.")
            return tuple(_np.moveaxis(x, axis, 0))


        def block(arrays):
            """An array from nested lists of blocks."""
            def depth(part):
                return 1 + max([depth(x) for x in part], default=0) if isinstance(part, list) else 0

            levels = depth(arrays)

            def rank(part):
                return max([rank(x) for x in part], default=0) if isinstance(part, list) else _np.ndim(part)

            dimensions = max(levels, rank(arrays))

            def join(part, level):
                if isinstance(part, list):
                    if not part:
                        raise ValueError("List at arrays cannot be empty")
                    return _np.concatenate([join(x, level + 1) for x in part], axis=level - levels)
                return _np.array(part, ndmin=dimensions)

            return join(arrays, 0)


        def rollaxis(a, axis, start=0):
            """One axis rolled back to a place."""
            n = _np.ndim(a)
            axis = _normal_axis(axis, n)
            if start < 0:
                start += n
            if not 0 <= start < n + 1:
                raise _np.exceptions.AxisError(f"'start' arg requires {-n} <= start < {n + 1}, but {start} was passed in")
            if axis < start:
                start -= 1
            if axis == start:
                return _np.asarray(a)[...]
            axes = list(range(n))
            axes.remove(axis)
            axes.insert(start, axis)
            return _np.transpose(a, axes)


        def rot90(m, k=1, axes=(0, 1)):
            """An array turned by 90 degrees in the plane of two axes."""
            axes = tuple(axes)
            if len(axes) != 2:
                raise ValueError("len(axes) must be 2.")
            m = _np.asanyarray(m)
            if axes[0] == axes[1] or _np.absolute(axes[0] - axes[1]) == m.ndim:
                raise ValueError("Axes must be different.")
            if not all(-m.ndim <= n < m.ndim for n in axes):
                raise ValueError(f"Axes={axes} out of range for array of ndim={m.ndim}.")
            k %= 4
            if k == 0:
                return m[:]
            if k == 2:
                return _np.flip(_np.flip(m, axes[0]), axes[1])
            order = list(range(m.ndim))
            order[axes[0]], order[axes[1]] = order[axes[1]], order[axes[0]]
            if k == 1:
                return _np.transpose(_np.flip(m, axes[1]), order)
            return _np.flip(_np.transpose(m, order), axes[1])


        def diagflat(v, k=0):
            """A matrix with the flattened input as a diagonal."""
            v = _np.asarray(v).ravel()
            n = len(v) + abs(k)
            result = _np.zeros((n, n), v.dtype)
            places = _np.arange(len(v))
            result[places + max(0, -k), places + max(0, k)] = v
            return result


        def tri(N, M=None, k=0, dtype=float):
            """Ones at and below a diagonal, zeros above."""
            if M is None:
                M = N
            return _np.greater_equal.outer(_np.arange(N), _np.arange(-k, M - k)).astype(dtype)


        def _corner(m, k, lower):
            m = _np.asanyarray(m)
            if m.ndim == 0:
                raise TypeError("tri() missing 1 required positional argument: 'N'")
            mask = tri(*(m.shape[-2:] if m.ndim > 1 else (m.shape[0], m.shape[0])), k=k if lower else k - 1, dtype=bool)
            zero = _np.zeros(1, m.dtype)
            return _np.where(mask, m, zero) if lower else _np.where(mask, zero, m)


        def tril(m, k=0):
            """The lower triangle: zeros above the k-th diagonal."""
            return _corner(m, k, True)


        def triu(m, k=0):
            """The upper triangle: zeros below the k-th diagonal."""
            return _corner(m, k, False)


        def vander(x, N=None, increasing=False):
            """The matrix of a vector's powers."""
            x = _np.asarray(x)
            if x.ndim != 1:
                raise ValueError("x must be a one-dimensional array or sequence.")
            if N is None:
                N = len(x)
            result = _np.empty((len(x), N), dtype=_np.promote_types(x.dtype, int))
            powers = result[:, ::-1] if not increasing else result
            if N > 0:
                powers[:, 0] = 1
            if N > 1:
                powers[:, 1:] = x[:, None]
                powers[:, 1:] = _np.multiply.accumulate(powers[:, 1:], axis=1)
            return result


        def trim_zeros(filt, trim="fb", axis=None):
            """A sequence without zeros at its ends."""
            array = _np.asarray(filt)
            trim = trim.lower()
            if trim not in ("fb", "bf", "f", "b"):
                raise ValueError(f"unexpected character(s) in `trim`: {trim!r}")
            places = _np.argwhere(array)
            if len(places) == 0:
                start = stop = (0,) * array.ndim
            else:
                start = places.min(axis=0) if "f" in trim else (0,) * array.ndim
                stop = places.max(axis=0) + 1 if "b" in trim else array.shape
            piece = tuple(slice(int(a), int(b)) for a, b in zip(start, stop))
            trimmed = array[piece] if array.ndim > 1 else array[piece[0]]
            return list(filt[piece[0]]) if isinstance(filt, list) else trimmed


        def _removed(arr, obj, axis):
            mask = _np.ones(arr.shape[axis], dtype=bool)
            mask[obj] = False
            return arr[(slice(None),) * axis + (mask,)]


        def delete(arr, obj, axis=None):
            """A copy without the elements at places."""
            arr = _np.asarray(arr)
            if axis is None:
                arr = arr.ravel()
                axis = 0
            else:
                axis = _normal_axis(axis, arr.ndim)
            count = arr.shape[axis]
            if isinstance(obj, slice):
                return _removed(arr, obj, axis)
            if isinstance(obj, (int, _np.integer)) and not isinstance(obj, (bool, _np.bool_)):
                if not -count <= obj < count:
                    raise IndexError(f"index {obj} is out of bounds for axis {axis} with size {count}")
                return _removed(arr, obj, axis)
            places = _np.array(obj)
            if places.size == 0 and not isinstance(obj, _np.ndarray):
                places = places.astype(_np.intp)
            if places.dtype == bool:
                if places.shape != (count,):
                    raise ValueError(f"boolean array argument obj to delete must be one dimensional and match the axis length of {count}")
                return arr[(slice(None),) * axis + (~places,)]
            if places.dtype.kind == "f":
                raise IndexError("arrays used as indices must be of integer (or boolean) type")
            return _removed(arr, places, axis)


        def insert(arr, obj, values, axis=None):
            """Values put in before places."""
            arr = _np.asarray(arr)
            if axis is None:
                arr = arr.ravel()
                axis = arr.ndim - 1
            else:
                axis = _normal_axis(axis, arr.ndim)
            count = arr.shape[axis]
            shape = list(arr.shape)
            before = (slice(None),) * axis
            if isinstance(obj, slice):
                places = _np.arange(*obj.indices(count), dtype=_np.intp)
            else:
                places = _np.array(obj)
                if places.dtype == bool:
                    places = _np.flatnonzero(places)
                elif places.ndim > 1:
                    raise ValueError("index array argument obj to insert must be one dimensional or scalar")
            if places.size == 1:
                place = places.item()
                if not -count <= place <= count:
                    raise IndexError(f"index {obj} is out of bounds for axis {axis} with size {count}")
                if place < 0:
                    place += count
                values = _np.array(values, copy=None, ndmin=arr.ndim, dtype=arr.dtype)
                if places.ndim == 0:
                    values = _np.moveaxis(values, 0, axis)
                extra = values.shape[axis]
                shape[axis] += extra
                result = _np.empty(tuple(shape), arr.dtype)
                result[before + (slice(None, place),)] = arr[before + (slice(None, place),)]
                result[before + (slice(place, place + extra),)] = values
                result[before + (slice(place + extra, None),)] = arr[before + (slice(place, None),)]
                return result
            if places.size == 0 and not isinstance(obj, _np.ndarray):
                places = places.astype(_np.intp)
            places = _np.array(places)
            places[places < 0] += count
            order = places.argsort(kind="stable")
            places[order] += _np.arange(len(places))
            shape[axis] += len(places)
            old = _np.ones(shape[axis], dtype=bool)
            old[places] = False
            result = _np.empty(tuple(shape), arr.dtype)
            result[before + (places,)] = values
            result[before + (old,)] = arr
            return result


        def append(arr, values, axis=None):
            """Values added to the end of a copy."""
            arr = _np.asanyarray(arr)
            if axis is None:
                arr, values = arr.ravel(), _np.ravel(values)
                axis = 0
            return _np.concatenate((arr, values), axis=axis)


        def _pad_pairs(x, rank, whole):
            if x is None:
                return [(None, None)] * rank
            x = _np.array(x)
            if whole:
                x = _np.round(x).astype(_np.intp)
                if x.size and x.min() < 0:
                    raise ValueError("index can't contain negative values")
            if x.ndim < 3 and x.size == 1:
                return [(x.ravel()[0], x.ravel()[0])] * rank
            return [tuple(pair) for pair in _np.broadcast_to(x, (rank, 2))]


        def pad(array, pad_width, mode="constant", **kwargs):
            """An array with a border."""
            array = _np.asarray(array)
            width = _np.asarray(pad_width)
            if width.dtype.kind not in "iu":
                raise TypeError("`pad_width` must be of integral type.")
            pairs = [(int(a), int(b)) for a, b in _pad_pairs(width, array.ndim, True)]
            if callable(mode):
                result = _padded_constant(array, pairs, [(0, 0)] * array.ndim)
                for axis in range(array.ndim):
                    view = _np.moveaxis(result, axis, -1)
                    for place in _np.ndindex(*view.shape[:-1]):
                        mode(view[place], pairs[axis], axis, kwargs)
                return result
            allowed = {
                "empty": [], "edge": [], "wrap": [], "constant": ["constant_values"], "linear_ramp": ["end_values"],
                "maximum": ["stat_length"], "mean": ["stat_length"], "median": ["stat_length"], "minimum": ["stat_length"],
                "reflect": ["reflect_type"], "symmetric": ["reflect_type"]}
            if mode not in allowed:
                raise ValueError(f"mode '{mode}' is not supported")
            unknown = set(kwargs) - set(allowed[mode])
            if unknown:
                raise ValueError(f"unsupported keyword arguments for mode '{mode}': {unknown}")
            if mode in ("constant", "empty"):
                return _padded_constant(array, pairs, _pad_pairs(kwargs.get("constant_values", 0), array.ndim, False))
            if array.size == 0 or 0 in array.shape:
                for axis, pair in enumerate(pairs):
                    if array.shape[axis] == 0 and any(pair):
                        raise ValueError(f"can't extend empty axis {axis} using modes other than 'constant' or 'empty'")
            ends = _pad_pairs(kwargs.get("end_values", 0), array.ndim, False)
            lengths = _pad_pairs(kwargs.get("stat_length"), array.ndim, kwargs.get("stat_length") is not None)
            for axis, (left, right) in enumerate(pairs):
                if left or right:
                    array = _padded(array, axis, left, right, mode, ends[axis], lengths[axis], kwargs.get("reflect_type", "even"))
            return array if any(map(any, pairs)) else array.copy()


        def _padded_constant(array, pairs, values):
            shape = tuple(n + a + b for n, (a, b) in zip(array.shape, pairs))
            result = _np.zeros(shape, array.dtype)
            if array.ndim == 0:
                result[...] = array
                return result
            middle = tuple(slice(left, left + n) for n, (left, _) in zip(array.shape, pairs))
            result[middle] = array
            # The corners belong to the last axis.
            for axis, ((left, right), (before, after)) in enumerate(zip(pairs, values)):
                whole, rest = (slice(None),) * axis, middle[axis + 1:]
                result[whole + (slice(None, left),) + rest] = before
                result[whole + (slice(result.shape[axis] - right, None),) + rest] = after
            return result


        def _padded(array, axis, left, right, mode, ends, lengths, reflection):
            x = _np.moveaxis(array, axis, 0)
            n = x.shape[0]
            if mode in ("edge", "wrap", "reflect", "symmetric"):
                places = _np.arange(-left, n + right)
                if mode == "edge" or n == 1 and mode == "reflect":
                    places = _np.clip(places, 0, n - 1)
                elif mode == "wrap":
                    places = places % n
                else:
                    period = 2 * n - 2 if mode == "reflect" else 2 * n
                    places = places % period
                    places = _np.where(places < n, places, (period if mode == "reflect" else period - 1) - places)
                result = x[places]
                if reflection == "odd" and n > 1 or reflection == "odd" and mode == "symmetric":
                    result = result.copy()
                    done_left, done_right = left, n + left
                    while done_left > 0:
                        size = min(done_left, done_right - done_left - (1 if mode == "reflect" else 0))
                        edge = result[done_left]
                        chunk = result[done_left + (1 if mode == "reflect" else 0):][:size][::-1]
                        result[done_left - size:done_left] = 2 * edge - chunk
                        done_left -= size
                    total = n + left + right
                    while done_right < total:
                        size = min(total - done_right, done_right - (1 if mode == "reflect" else 0))
                        edge = result[done_right - 1]
                        stop = done_right - (1 if mode == "reflect" else 0)
                        chunk = result[stop - size:stop][::-1]
                        result[done_right:done_right + size] = 2 * edge - chunk
                        done_right += size
            else:
                def border(end, width, length, count):
                    edge = x[:1] if end == 0 else x[-1:]
                    if mode == "linear_ramp":
                        ramp = _np.linspace(_np.broadcast_to(length, edge.shape[1:]), edge[0], count, endpoint=False, dtype=x.dtype)
                        return ramp if end == 0 else ramp[::-1]
                    size = n if width is None or width > n else width
                    if size == 0 and mode in ("maximum", "minimum"):
                        raise ValueError("stat_length of 0 yields no value for padding")
                    part = x[:size] if end == 0 else x[n - size:]
                    value = {"maximum": _np.max, "minimum": _np.min, "mean": _np.mean, "median": _np.median}[mode](part, axis=0, keepdims=True)
                    if mode in ("mean", "median") and x.dtype.kind in "iu":
                        value = _np.rint(value)
                    return _np.repeat(value.astype(x.dtype), count, axis=0)

                result = _np.concatenate(
                    [border(0, lengths[0], ends[0], left), x, border(-1, lengths[1], ends[1], right)], axis=0).astype(x.dtype)
            return _np.moveaxis(result, 0, axis)


        def broadcast_shapes(*args):
            """The shape that arrays of these shapes broadcast to."""
            return _np.broadcast_arrays(*[_np.empty(shape, dtype=bool) for shape in args])[0].shape if args else ()


        def broadcast_arrays(*args, subok=False):
            """The arrays as views of one shape."""
            arrays = [_np.asarray(x) for x in args]
            if not arrays:
                return ()
            rank = max(x.ndim for x in arrays)
            shape = [1] * rank
            first = [None] * rank
            for axis in range(rank):
                for i, x in enumerate(arrays):
                    n = x.shape[axis - rank + x.ndim] if axis >= rank - x.ndim else 1
                    if n != 1:
                        if shape[axis] == 1:
                            shape[axis], first[axis] = n, i
                        elif shape[axis] != n:
                            j = min((first[axis] if first[axis] is not None else 0), i)
                            raise ValueError(
                                "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg "
                                f"{j} with shape {_np.shape(arrays[j])} and arg {i} with shape {x.shape}.")
            return tuple(_np.broadcast_to(x, tuple(shape)) for x in arrays)


        def matrix_transpose(x, /):
            """The last two axes swapped."""
            x = _np.asanyarray(x)
            if x.ndim < 2:
                raise ValueError(f"Input array must be at least 2-dimensional, but it is {x.ndim}")
            return _np.swapaxes(x, -1, -2)


        def permute_dims(a, axes=None):
            """The axes in another order."""
            return _np.transpose(a, axes)


        def concat(arrays, /, axis=0, out=None, *, dtype=None):
            """Arrays joined along an axis."""
            return _np.concatenate(arrays, axis, dtype=dtype)


        def row_stack(tup):
            """Arrays stacked row by row."""
            return _np.vstack(tup)


        def array_equiv(a1, a2):
            """True if the arrays are equal after broadcasting."""
            try:
                return bool((_np.asarray(a1) == _np.asarray(a2)).all())
            except ValueError:
                return False
        """#
}
