/// Elements by place: choosing, putting, numbering.
extension WrittenArrays {
    static let places = #"""
        def choose(a, choices, out=None, mode="raise"):
            """For each place, the element of the array that `a` names there."""
            a = _np.asarray(a)
            if not isinstance(choices, _np.ndarray):
                choices = [x if type(x) in (int, float) else _np.asarray(x) for x in choices]
            kind = _np.result_type(*choices)
            arrays = [_np.asarray(x, dtype=kind) if type(x) is float else _np.asarray(x).astype(kind) for x in choices]
            count = len(arrays)
            if mode == "raise":
                if a.size and (a.min() < 0 or a.max() >= count):
                    # Where the arrays together have no element, no place is looked at.
                    if broadcast_arrays(*arrays, a)[-1].size:
                        raise ValueError("invalid entry in choice array")
            elif mode == "clip":
                a = _np.clip(a, 0, count - 1)
            else:
                a = a % count
            *arrays, a = broadcast_arrays(*arrays, a)
            result = _np.empty(a.shape, kind)
            for i, x in enumerate(arrays):
                mask = a == i
                result[mask] = x[mask]
            return _given(result[()] if a.ndim == 0 else result, out)


        def select(condlist, choicelist, default=0):
            """Elements of the array whose condition is the first to hold, else the default."""
            if len(condlist) != len(choicelist):
                raise ValueError("list of cases must be same length as list of conditions")
            if len(condlist) == 0:
                raise ValueError("select with an empty condition list is not possible")
            choices = [x if type(x) in (int, float) else _np.asarray(x) for x in choicelist]
            default = default if type(default) in (int, float) else _np.asarray(default)
            kind = _np.result_type(*choices, default)
            conditions = broadcast_arrays(*condlist)
            for i, condition in enumerate(conditions):
                if condition.dtype != bool:
                    raise TypeError(f"invalid entry {i} in condlist: should be boolean ndarray")
            # As NumPy does it: the program's numbers choose no type, but are arrays of their own from here on.
            everything = broadcast_arrays(conditions[0], *choices)
            *choices, default = broadcast_arrays(*choices, default)
            result = _np.full(everything[0].shape, default, kind)
            for condition, choice in reversed(list(zip(conditions, choices))):
                copyto(result, choice, where=condition)
            return result


        def piecewise(x, condlist, funclist, *args, **kw):
            """A function by parts: each condition has its own."""
            x = _np.asanyarray(x)
            if isinstance(condlist, _np.ndarray) and condlist.ndim == x.ndim or not isinstance(condlist, (list, tuple)):
                condlist = [condlist]
            conditions = [_np.asarray(c, dtype=bool) for c in condlist]
            if len(funclist) == len(conditions) + 1:
                rest = _np.ones(x.shape, dtype=bool)
                for c in conditions:
                    rest &= ~c
                conditions.append(rest)
            elif len(funclist) != len(conditions):
                n = len(conditions)
                raise ValueError(f"with {n} condition(s), either {n} or {n + 1} functions are expected")
            result = _np.zeros_like(x)
            for condition, function in zip(conditions, funclist):
                if callable(function):
                    if condition.any():
                        result[condition] = function(x[condition], *args, **kw)
                else:
                    result[condition] = function
            return result


        def extract(condition, arr):
            """The elements where the condition holds."""
            return _np.take(_np.ravel(arr), _np.nonzero(_np.ravel(condition))[0])


        def compress(condition, a, axis=None, out=None):
            """The slices where the condition holds."""
            condition = _np.asarray(condition, dtype=bool)
            if condition.ndim != 1:
                raise ValueError("condition must be a 1-d array")
            return _np.take(a, _np.flatnonzero(condition), axis=axis, out=out)


        def put(a, ind, v, mode="raise"):
            """Sets elements of the flattened array."""
            if not isinstance(a, _np.ndarray):
                raise TypeError(f"argument 1 must be numpy.ndarray, not {type(a).__name__}")
            if a.size == 0 and _np.size(ind) and _np.size(v):
                raise IndexError("cannot replace elements of an empty array")
            ind, v = _np.ravel(ind), _np.ravel(v.astype(a.dtype) if isinstance(v, _np.ndarray) else _np.asarray(v, dtype=a.dtype))
            if v.size == 0 or ind.size == 0:
                return
            if mode == "wrap":
                ind = ind % a.size
            elif mode == "clip":
                ind = _np.clip(ind, 0, a.size - 1)
            for place, value in zip(ind, _np.resize(v, ind.size)):
                if not -a.size <= place < a.size:
                    raise IndexError(f"index {place} is out of bounds for axis 0 with size {a.size}")
                a.flat[place] = value


        def place(arr, mask, vals):
            """Sets the elements where the mask holds, one value after the other."""
            mask = _np.asarray(mask, dtype=bool)
            if mask.size != arr.size:
                raise ValueError("place: mask and data must be the same size")
            vals = _safe_values(vals, arr.dtype)
            count = int(mask.sum())
            if count:
                if vals.size == 0:
                    raise ValueError("Cannot insert from an empty array!")
                arr[mask.reshape(arr.shape)] = _np.resize(vals, count)


        def _safe_values(values, kind):
            if isinstance(values, _np.ndarray):
                if not _np.can_cast(values.dtype, kind, "safe"):
                    what = "scalar" if values.ndim == 0 else "array data"
                    raise TypeError(f"Cannot cast {what} from {values.dtype!r} to {kind!r} according to the rule 'safe'")
                return values.astype(kind).ravel()
            return _np.asarray(values, dtype=kind).ravel()


        def putmask(a, mask, values):
            """Sets the elements where the mask holds to those of the same place in values, repeated."""
            mask = _np.asarray(mask, dtype=bool)
            if mask.size != a.size:
                raise ValueError("putmask: mask and data must be the same size")
            values = _safe_values(values, a.dtype)
            mask = mask.reshape(a.shape)
            if values.size:
                a[mask] = _np.resize(values, a.size).reshape(a.shape)[mask]


        def copyto(dst, src, casting="same_kind", where=True):
            """Copies values into an array, broadcasting them."""
            if not isinstance(dst, _np.ndarray):
                raise TypeError(f"copyto() argument 1 must be numpy.ndarray, not {type(dst).__name__}")
            if type(src) in (int, float) and not (type(src) is float and dst.dtype.kind != "f"):
                source = _np.full((), src, dtype=dst.dtype) if dst.dtype.kind in "iuf" else _np.asarray(src)
            else:
                source = _np.asarray(src)
            if not _np.can_cast(source.dtype, dst.dtype, casting):
                what = "scalar" if source.ndim == 0 else "array data"
                raise TypeError(f"Cannot cast {what} from {source.dtype!r} to {dst.dtype!r} according to the rule '{casting}'")
            if where is True:
                dst[...] = source
            else:
                mask = _np.broadcast_to(_np.asarray(where, dtype=bool), dst.shape)
                dst[mask] = _np.broadcast_to(source, dst.shape)[mask]


        def fill_diagonal(a, val, wrap=False):
            """Sets the main diagonal."""
            if a.ndim < 2:
                raise ValueError("array must be at least 2-d")
            if a.ndim > 2 and len(set(a.shape)) != 1:
                raise ValueError("All dimensions of input must be of equal length")
            count = min(a.shape)
            if a.ndim == 2 and wrap and a.shape[0] > a.shape[1]:
                places = _np.arange(0, a.size, a.shape[1] + 1)
            else:
                step = a.shape[1] + 1 if a.ndim == 2 else 1 + sum(a.shape[0] ** n for n in range(1, a.ndim))
                places = _np.arange(count) * step
            values = _np.resize(_np.ravel(val), len(places)) if len(places) else []
            a.flat[places] = values


        def take_along_axis(arr, indices, axis=-1):
            """Elements by places along an axis, one place for each element of `indices`."""
            arr, indices = _np.asarray(arr), _np.asarray(indices)
            if axis is None:
                if indices.ndim != 1:
                    raise ValueError("when axis=None, `indices` must have a single dimension.")
                return arr.ravel()[indices]
            return arr[_along(arr, indices, axis)]


        def put_along_axis(arr, indices, values, axis):
            """Sets elements by places along an axis."""
            if axis is None:
                arr.flat[_np.asarray(indices)] = values
            else:
                arr[_along(arr, _np.asarray(indices), axis)] = values


        def _along(arr, indices, axis):
            axis = _normal_axis(axis, arr.ndim)
            if indices.dtype.kind not in "iu":
                raise IndexError("`indices` must be an integer array")
            if arr.ndim != indices.ndim:
                raise ValueError("`indices` and `arr` must have the same number of dimensions")
            key = []
            for n in range(arr.ndim):
                shape = [1] * arr.ndim
                shape[n] = -1
                key.append(indices if n == axis else _np.arange(arr.shape[n]).reshape(shape))
            return tuple(key)


        def lexsort(keys, axis=-1):
            """The places that sort by several keys, the last one first."""
            if isinstance(keys, _np.ndarray) and keys.ndim == 1:
                keys = [keys]
            keys = [_np.asarray(k) for k in keys]
            if not keys:
                raise TypeError("need sequence of keys with len > 0 in lexsort")
            if any(k.shape != keys[0].shape for k in keys):
                raise ValueError("all keys need to be the same shape")
            if keys[0].ndim == 0:
                return _np.intp(0)
            order = _np.argsort(keys[0], axis=axis, kind="stable")
            for key in keys[1:]:
                sorted_key = _np.take_along_axis(key, order, axis)
                order = _np.take_along_axis(order, _np.argsort(sorted_key, axis=axis, kind="stable"), axis)
            return order


        def partition(a, kth, axis=-1, kind="introselect", order=None):
            """A copy in which the element at `kth` stands where sorting would put it, smaller ones before it."""
            a = _np.asanyarray(a)
            if axis is None:
                a, axis = a.flatten(), -1
            _check_kth(a, kth, axis)
            return _np.sort(a, axis=axis)


        def argpartition(a, kth, axis=-1, kind="introselect", order=None):
            """The places of such an order."""
            a = _np.asanyarray(a)
            if axis is None:
                a, axis = a.flatten(), -1
            _check_kth(a, kth, axis)
            return _np.argsort(a, axis=axis, kind="stable")


        def _check_kth(a, kth, axis):
            n = a.shape[_normal_axis(axis, a.ndim)] if a.ndim else 1
            for k in _np.ravel(kth):
                if not -n <= k < n:
                    raise ValueError(f"kth(={k if k >= 0 else k + n}) out of bounds ({n})")


        def unravel_index(indices, shape, order="C"):
            """Places in a flattened array as places along each axis."""
            indices = _np.asarray(indices)
            if indices.dtype.kind not in "iu":
                raise TypeError("only int indices permitted")
            shape = (shape,) if isinstance(shape, int) else tuple(shape)
            size = 1
            for n in shape:
                size *= n
            for place in indices.ravel():
                if not 0 <= place < size:
                    raise ValueError(f"index {place} is out of bounds for array with size {size}")
            parts = []
            for n in (reversed(shape) if order == "C" else shape):
                parts.append((indices % n).astype(_np.intp)[()])
                indices = indices // n
            return tuple(reversed(parts)) if order == "C" else tuple(parts)


        def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
            """Places along each axis as places in the flattened array."""
            dims = (dims,) if isinstance(dims, int) else tuple(dims)
            if len(multi_index) != len(dims):
                raise ValueError(f"parameter multi_index must be a sequence of length {len(dims)}")
            result = 0
            pairs = list(zip(multi_index, dims))
            for places, n in (pairs if order == "C" else reversed(pairs)):
                places = _np.asarray(places)
                if mode == "wrap":
                    places = places % n
                elif mode == "clip":
                    places = _np.clip(places, 0, n - 1)
                elif places.size and (places.min() < 0 or places.max() >= n):
                    raise ValueError("invalid entry in coordinates array")
                result = result * n + places.astype(_np.intp)
            return result[()]


        def ix_(*args):
            """Index arrays that name every combination of places."""
            result = []
            for n, part in enumerate(args):
                if not isinstance(part, _np.ndarray):
                    part = _np.asarray(part)
                    if part.size == 0:
                        part = part.astype(_np.intp)
                if part.ndim != 1:
                    raise ValueError("Cross index must be 1 dimensional")
                if part.dtype == bool:
                    part, = part.nonzero()
                result.append(part.reshape((1,) * n + (part.size,) + (1,) * (len(args) - n - 1)))
            return tuple(result)


        def tril_indices(n, k=0, m=None):
            """The places of the lower triangle."""
            return _np.nonzero(tri(n, m, k=k, dtype=bool))


        def triu_indices(n, k=0, m=None):
            """The places of the upper triangle."""
            return _np.nonzero(~tri(n, m, k=k - 1, dtype=bool))


        def tril_indices_from(arr, k=0):
            """The places of an array's lower triangle."""
            if arr.ndim != 2:
                raise ValueError("input array must be 2-d")
            return tril_indices(arr.shape[-2], k=k, m=arr.shape[-1])


        def triu_indices_from(arr, k=0):
            """The places of an array's upper triangle."""
            if arr.ndim != 2:
                raise ValueError("input array must be 2-d")
            return triu_indices(arr.shape[-2], k=k, m=arr.shape[-1])


        def diag_indices(n, ndim=2):
            """The places of the main diagonal."""
            return (_np.arange(n),) * ndim


        def diag_indices_from(arr):
            """The places of an array's main diagonal."""
            if not arr.ndim >= 2:
                raise ValueError("input array must be at least 2-d")
            return diag_indices(arr.shape[0], arr.ndim)


        class ndindex:
            """All places of a shape, one after the other."""

            def __init__(self, *shape):
                if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
                    shape = tuple(shape[0])
                if any(n < 0 for n in shape):
                    raise ValueError("negative dimensions are not allowed")
                self._shape = shape
                self._place = [0] * len(shape)
                self._done = 0 in shape

            def __iter__(self):
                return self

            def __next__(self):
                if self._done:
                    raise StopIteration
                result = tuple(self._place)
                for axis in range(len(self._shape) - 1, -1, -1):
                    self._place[axis] += 1
                    if self._place[axis] < self._shape[axis]:
                        break
                    self._place[axis] = 0
                else:
                    self._done = True
                return result


        class ndenumerate:
            """Pairs of place and element."""

            def __init__(self, arr):
                arr = _np.asarray(arr)
                self._places = ndindex(*arr.shape)
                self._elements = iter(arr.ravel())

            def __iter__(self):
                return self

            def __next__(self):
                return next(self._places), next(self._elements)


        def argwhere(a):
            """The places of non-zero elements, a row for each."""
            a = _np.asanyarray(a)
            if a.ndim == 0:
                return _np.empty((int(bool(a)), 0), dtype=_np.intp)
            return _np.transpose(_np.nonzero(a))
        """#
}
