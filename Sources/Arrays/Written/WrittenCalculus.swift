/// Differences, slopes, areas.
extension WrittenArrays {
    static let calculus = #"""
        def diff(a, n=1, axis=-1, prepend=None, append=None):
            """The n-th difference of neighbours along an axis."""
            if n == 0:
                return a
            if n < 0:
                raise ValueError("order must be non-negative but got " + repr(n))
            a = _np.asanyarray(a)
            if a.ndim == 0:
                raise ValueError("diff requires input that is at least one dimensional")
            axis = _normal_axis(axis, a.ndim)
            parts = [a]
            for extra, first in ((prepend, True), (append, False)):
                if extra is not None:
                    extra = _np.asanyarray(extra)
                    if extra.ndim == 0:
                        extra = _np.broadcast_to(extra, a.shape[:axis] + (1,) + a.shape[axis + 1:])
                    parts.insert(0 if first else len(parts), extra)
            if len(parts) > 1:
                a = _np.concatenate(parts, axis)
            later = (slice(None),) * axis + (slice(1, None),)
            earlier = (slice(None),) * axis + (slice(None, -1),)
            operation = _np.not_equal if a.dtype == bool else _np.subtract
            for _ in range(n):
                a = operation(a[later], a[earlier])
            return a


        def ediff1d(ary, to_end=None, to_begin=None):
            """Differences of neighbours of the flattened array."""
            ary = _np.asanyarray(ary).ravel()
            for extra, name in ((to_begin, "to_begin"), (to_end, "to_end")):
                if extra is not None and not _np.can_cast(_np.asanyarray(extra), ary.dtype, casting="same_kind"):
                    raise TypeError(f"dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule.")
            parts = [ary[1:] - ary[:-1]]
            for extra, name, first in ((to_begin, "to_begin", True), (to_end, "to_end", False)):
                if extra is not None:
                    extra = _np.asanyarray(extra)
                    parts.insert(0 if first else len(parts), extra.ravel().astype(ary.dtype))
            return _np.concatenate(parts) if len(parts) > 1 else parts[0]


        def gradient(f, *varargs, axis=None, edge_order=1):
            """The slope at every element along each axis: central differences inside, one-sided ones at the ends."""
            f = _np.asanyarray(f)
            if axis is None:
                axes = tuple(range(f.ndim))
            else:
                axes = tuple(_normal_axis(n, f.ndim) for n in (axis if isinstance(axis, (tuple, list)) else (axis,)))
            if len(varargs) == 0:
                steps = [1.0] * len(axes)
            elif len(varargs) == 1 and _np.ndim(varargs[0]) == 0:
                steps = list(varargs) * len(axes)
            elif len(varargs) == len(axes):
                steps = list(varargs)
                for i, places in enumerate(steps):
                    places = _np.asanyarray(places)
                    if places.ndim == 0:
                        continue
                    if places.ndim != 1:
                        raise ValueError("distances must be either scalars or 1d")
                    if len(places) != f.shape[axes[i]]:
                        raise ValueError("when 1d, distances must match the length of the corresponding dimension")
                    if places.dtype.kind in "iu":
                        places = places.astype(_np.float64)
                    gaps = _np.diff(places)
                    steps[i] = gaps[0] if (gaps == gaps[0]).all() else gaps
            else:
                raise TypeError("invalid number of arguments")
            if f.dtype == bool and axes and f.shape[axes[0]] > edge_order:
                f[1:] - f[:-1]
            if edge_order > 2:
                raise ValueError("'edge_order' greater than 2 not supported")
            kind = f.dtype if f.dtype.kind == "f" else _np.dtype(_np.float64)
            if f.dtype.kind != "f":
                f = f.astype(_np.float64)
            results = []
            for along, step in zip(axes, steps):
                if f.shape[along] < edge_order + 1:
                    raise ValueError(
                        "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
                x = _np.moveaxis(f, along, 0)
                slope = _np.empty_like(x, dtype=kind)
                uneven = _np.ndim(step) == 1
                if uneven:
                    shape = (-1,) + (1,) * (x.ndim - 1)
                    before, after = step[:-1].reshape(shape), step[1:].reshape(shape)
                    slope[1:-1] = (-after / (before * (before + after)) * x[:-2] + (after - before) / (before * after) * x[1:-1]
                                   + before / (after * (before + after)) * x[2:])
                else:
                    slope[1:-1] = (x[2:] - x[:-2]) / (2.0 * step)
                first, last = (step[0], step[-1]) if uneven else (step, step)
                if edge_order == 1:
                    slope[0] = (x[1] - x[0]) / first
                    slope[-1] = (x[-1] - x[-2]) / last
                elif uneven:
                    d1, d2 = step[0], step[1]
                    slope[0] = (-(2.0 * d1 + d2) / (d1 * (d1 + d2)) * x[0] + (d1 + d2) / (d1 * d2) * x[1] - d1 / (d2 * (d1 + d2)) * x[2])
                    d1, d2 = step[-2], step[-1]
                    slope[-1] = (d2 / (d1 * (d1 + d2)) * x[-3] - (d2 + d1) / (d1 * d2) * x[-2] + (2.0 * d2 + d1) / (d2 * (d1 + d2)) * x[-1])
                else:
                    slope[0] = -1.5 / step * x[0] + 2.0 / step * x[1] + -0.5 / step * x[2]
                    slope[-1] = 0.5 / step * x[-3] + -2.0 / step * x[-2] + 1.5 / step * x[-1]
                results.append(_np.moveaxis(slope, 0, along))
            return results[0] if len(axes) == 1 else tuple(results)


        def trapezoid(y, x=None, dx=1.0, axis=-1):
            """The area under a curve by the trapezoidal rule."""
            y = _np.asanyarray(y)
            if x is None:
                gaps = dx
            else:
                x = _np.asanyarray(x)
                gaps = _np.diff(x) if x.ndim == 1 else _np.diff(x, axis=axis)
                if x.ndim == 1:
                    shape = [1] * y.ndim
                    shape[axis] = gaps.shape[0]
                    gaps = gaps.reshape(shape)
            axis = _normal_axis(axis, y.ndim) if y.ndim else axis
            if y.ndim == 0:
                raise IndexError("list assignment index out of range")
            later = (slice(None),) * axis + (slice(1, None),)
            earlier = (slice(None),) * axis + (slice(None, -1),)
            return (gaps * (y[later] + y[earlier]) / 2.0).sum(axis)


        def cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
            """The running sum along an axis."""
            return _cumulative(_np.cumsum, 0, x, axis, dtype, out, include_initial)


        def cumulative_prod(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
            """The running product along an axis."""
            return _cumulative(_np.cumprod, 1, x, axis, dtype, out, include_initial)


        def _cumulative(function, start, x, axis, dtype, out, include_initial):
            x = _np.atleast_1d(x)
            if axis is None:
                if x.ndim > 1:
                    raise ValueError("For arrays which have more than one dimension ``axis`` argument is required.")
                axis = 0
            result = function(x, axis=axis, dtype=dtype)
            if include_initial:
                shape = list(x.shape)
                shape[axis] = 1
                result = _np.concatenate([_np.full_like(result, start, shape=tuple(shape)), result], axis=axis)
            return _given(result, out)


        def unwrap(p, discont=None, axis=-1, *, period=6.283185307179586):
            """Angles without jumps of a whole period."""
            p = _np.asarray(p)
            steps = diff(p, axis=axis)
            if discont is None:
                discont = period / 2
            kind = _np.result_type(steps, period)
            whole = kind.kind in "iu"
            high, rest = divmod(period, 2) if whole else (period / 2, 0)
            low = -high
            wrapped = _np.mod(steps - low, period) + low
            if rest == 0:
                _np.copyto(wrapped, high, where=(wrapped == low) & (steps > 0))
            correction = wrapped - steps
            _np.copyto(correction, 0, where=abs(steps) < discont)
            result = _np.array(p, copy=True, dtype=kind)
            later = (slice(None),) * _normal_axis(axis, p.ndim) + (slice(1, None),)
            result[later] = p[later] + correction.cumsum(axis)
            return result
        """#
}
