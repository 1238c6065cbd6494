/// Reductions that pass over NaN.
extension WrittenArrays {
    static let nanForms = #"""
        def _without_nan(a, value):
            """The array with NaN replaced, and where NaN was; None where there can be none."""
            a = _np.asanyarray(a)
            if a.dtype.kind != "f":
                return a, None
            mask = _np.isnan(a)
            return _np.where(mask, a.dtype.type(value), a), mask


        def _keywords(**given):
            return {name: value for name, value in given.items() if value is not None and value is not False}


        def nansum(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None):
            """The sum over an axis, NaN counted as zero."""
            a, _ = _without_nan(a, 0)
            return _np.sum(a, axis=axis, **_keywords(dtype=dtype, out=out, keepdims=keepdims, initial=initial, where=where))


        def nanprod(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None):
            """The product over an axis, NaN counted as one."""
            a, _ = _without_nan(a, 1)
            return _np.prod(a, axis=axis, **_keywords(dtype=dtype, out=out, keepdims=keepdims, initial=initial, where=where))


        def nancumsum(a, axis=None, dtype=None, out=None):
            """The cumulative sum, NaN counted as zero."""
            a, _ = _without_nan(a, 0)
            return _np.cumsum(a, axis=axis, **_keywords(dtype=dtype, out=out))


        def nancumprod(a, axis=None, dtype=None, out=None):
            """The cumulative product, NaN counted as one."""
            a, _ = _without_nan(a, 1)
            return _np.cumprod(a, axis=axis, **_keywords(dtype=dtype, out=out))


        def _nan_extreme(reduce, a, axis, out, keepdims, initial, where):
            result = reduce(a, axis=axis, **_keywords(out=out, keepdims=keepdims, initial=initial, where=where))
            if _np.isnan(result).any():
                kind = "slice" if isinstance(a, _np.ndarray) else "axis"
                _warnings.warn(f"All-NaN {kind} encountered", RuntimeWarning, stacklevel=2)
            return result


        def nanmax(a, axis=None, out=None, keepdims=False, initial=None, where=None):
            """The maximum over an axis, NaN left out."""
            return _nan_extreme(_np.fmax.reduce, a, axis, out, keepdims, initial, where)


        def nanmin(a, axis=None, out=None, keepdims=False, initial=None, where=None):
            """The minimum over an axis, NaN left out."""
            return _nan_extreme(_np.fmin.reduce, a, axis, out, keepdims, initial, where)


        def _nan_place(find, a, value, axis, out, keepdims):
            a, mask = _without_nan(a, value)
            if mask is not None and mask.size and _np.any(_np.all(mask, axis=axis)):
                raise ValueError("All-NaN slice encountered")
            return find(a, axis=axis, **_keywords(out=out, keepdims=keepdims))


        def nanargmax(a, axis=None, out=None, keepdims=False):
            """The place of the maximum over an axis, NaN left out."""
            return _nan_place(_np.argmax, a, -_np.inf, axis, out, keepdims)


        def nanargmin(a, axis=None, out=None, keepdims=False):
            """The place of the minimum over an axis, NaN left out."""
            return _nan_place(_np.argmin, a, _np.inf, axis, out, keepdims)


        def _without_warnings(a, b):
            with _np.errstate(invalid="ignore", divide="ignore"):
                result = a / b
            return a.dtype.type(result) if isinstance(a, _np.generic) else result.astype(a.dtype)


        def nanmean(a, axis=None, dtype=None, out=None, keepdims=False, where=None):
            """The mean over an axis, NaN left out."""
            filled, mask = _without_nan(a, 0)
            if mask is None:
                return _np.mean(filled, axis=axis, **_keywords(dtype=dtype, out=out, keepdims=keepdims, where=where))
            count = _np.sum(~mask, axis=axis, dtype=_np.intp, keepdims=keepdims, **_keywords(where=where))
            total = _np.sum(filled, axis=axis, keepdims=keepdims, **_keywords(dtype=dtype, where=where))
            result = _without_warnings(total, count)
            if _np.any(count == 0):
                _warnings.warn("Mean of empty slice", RuntimeWarning, stacklevel=2)
            return _given(result, out)


        def _given(result, out):
            if out is None:
                return result
            out[...] = result
            return out


        def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=None):
            """The variance over an axis, NaN left out."""
            filled, mask = _without_nan(a, 0)
            if mask is None:
                return _np.var(filled, axis=axis, ddof=ddof, **_keywords(dtype=dtype, out=out, keepdims=keepdims, where=where))
            count = _np.sum(~mask, axis=axis, dtype=_np.intp, keepdims=True)
            mean = _without_warnings(_np.sum(filled, axis=axis, keepdims=True, **_keywords(dtype=dtype)), count)
            deviation = _np.subtract(filled, mean)
            deviation = _np.where(mask, deviation.dtype.type(0), deviation)
            squares = _np.multiply(deviation, deviation)
            total = _np.sum(squares, axis=axis, keepdims=keepdims, **_keywords(dtype=dtype))
            degrees = _np.sum(~mask, axis=axis, dtype=_np.intp, keepdims=keepdims) - ddof
            result = _without_warnings(total, degrees)
            if _np.any(degrees <= 0):
                _warnings.warn("Degrees of freedom <= 0 for slice.", RuntimeWarning, stacklevel=2)
                result = _np.where(degrees <= 0, _np.nan, result)[()]
                result = result.astype(total.dtype)
            return _given(result, out)


        def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=None):
            """The standard deviation over an axis, NaN left out."""
            variance = nanvar(a, axis=axis, dtype=dtype, out=out, ddof=ddof, keepdims=keepdims, where=where)
            return _given(_np.sqrt(variance), out)


        def _nan_each(function, a, axis, keepdims):
            """`function` of what is not NaN, along an axis or several."""
            rank = a.ndim
            axes = tuple(range(rank)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
            axes = tuple(_normal_axis(n, rank) for n in axes)
            rest = [n for n in range(rank) if n not in axes]
            shape = tuple(a.shape[n] for n in rest)
            rows = _np.transpose(a, rest + list(axes)).reshape(shape + (-1,)) if rank else a.reshape(1)
            parts = [function(rows[place]) for place in _np.ndindex(*shape)]
            result = _np.array(parts).reshape(shape + _np.shape(parts[0])) if parts else _np.empty(shape)
            result = result.astype(a.dtype if a.dtype.kind == "f" else float)
            extra = result.ndim - len(shape)
            if extra:
                result = _np.moveaxis(result, -1, 0)
            if keepdims:
                whole = tuple(1 if n in axes else a.shape[n] for n in range(rank))
                result = result.reshape(result.shape[:extra] + whole)
            return result[()]


        def _normal_axis(axis, rank, words=""):
            if not -rank <= axis < rank:
                raise _np.exceptions.AxisError(words + f"axis {axis} is out of bounds for array of dimension {rank}")
            return axis % rank


        def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
            """The median over an axis, NaN left out."""
            a = _np.asanyarray(a)
            if a.size == 0:
                return nanmean(a, axis, out=out, keepdims=keepdims)

            if a.ndim == 0:
                return median(a, axis, out, keepdims=keepdims)

            def one(row):
                row = row[~_np.isnan(row)] if row.dtype.kind == "f" else row
                if row.size == 0:
                    _warnings.warn("All-NaN slice encountered", RuntimeWarning, stacklevel=3)
                    return _np.nan
                return _np.median(row)

            return _given(_nan_each(one, a, axis, keepdims), out)


        def nanquantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
            """The q-th quantile over an axis, NaN left out."""
            a = _np.asanyarray(a)
            if not _np.all((_np.asarray(q) >= 0) & (_np.asarray(q) <= 1)):
                raise ValueError("Quantiles must be in the range [0, 1]")

            def one(row):
                row = row[~_np.isnan(row)] if row.dtype.kind == "f" else row
                if row.size == 0:
                    _warnings.warn("All-NaN slice encountered", RuntimeWarning, stacklevel=3)
                    return _np.full(_np.shape(q), _np.nan)
                return _np.quantile(row, q, method=method)

            return _given(_nan_each(one, a, axis, keepdims), out)


        def nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
            """The q-th percentile over an axis, NaN left out."""
            share = q / 100 if type(q) in (int, float) else _np.true_divide(q, 100)
            if not _np.all((_np.asarray(share) >= 0) & (_np.asarray(share) <= 1)):
                raise ValueError("Percentiles must be in the range [0, 100]")
            return nanquantile(a, share, axis, out, method=method, keepdims=keepdims)


        def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
            """The median along an axis or several."""
            a = _np.asanyarray(a)
            if isinstance(axis, (tuple, list)):
                gone = [_normal_axis(n, a.ndim) for n in axis]
                if len(set(gone)) != len(gone):
                    raise ValueError("duplicate value in 'axis'")
                rest = [n for n in range(a.ndim) if n not in gone]
                rows = _np.transpose(a, gone + rest)
                result = _np._median(rows.reshape((-1,) + rows.shape[len(gone):]), 0)
            else:
                gone = range(a.ndim) if axis is None else [_normal_axis(axis, a.ndim)] if a.ndim else []
                result = _np._median(a, axis)
            if keepdims:
                result = _np.reshape(result, tuple(1 if n in gone else size for n, size in enumerate(a.shape)))
            return _given(result, out)
        """#
}
