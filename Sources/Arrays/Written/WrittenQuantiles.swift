/// Quantiles by all of NumPy's methods.
extension WrittenArrays {
    static let quantiles = #"""
        _METHODS = {
            "inverted_cdf": None, "averaged_inverted_cdf": None, "closest_observation": None,
            "interpolated_inverted_cdf": (0, 1), "hazen": (0.5, 0.5), "weibull": (0, 0), "linear": (1, 1),
            "median_unbiased": (1 / 3.0, 1 / 3.0), "normal_unbiased": (3 / 8.0, 3 / 8.0), "lower": None, "higher": None,
            "midpoint": None, "nearest": None,
        }


        def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None,
                     interpolation=None):
            """The q-th quantile along an axis."""
            if weights is not None:
                raise NotImplementedError("quantiles with weights are not supported: repeat the elements instead")
            result = _np._quantile(a, q, axis, keepdims) if method == "linear" else None
            if result is None:
                complaint = "Quantiles must be in the range [0, 1]"
                result = _quantile_steps(a, _np.asarray(q), type(q) in (int, float), axis, method, keepdims, complaint)
            return _given(result, out)


        def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None,
                       interpolation=None):
            """The q-th percentile along an axis."""
            if weights is not None:
                raise NotImplementedError("percentiles with weights are not supported: repeat the elements instead")
            result = _np._percentile(a, q, axis, keepdims) if method == "linear" else None
            if result is None:
                complaint = "Percentiles must be in the range [0, 100]"
                shares = _np.asarray(_np.true_divide(q, 100))
                result = _quantile_steps(a, shares, type(q) in (int, float), axis, method, keepdims, complaint)
            return _given(result, out)


        def _quantile_steps(a, q, is_weak, axis, method, keepdims, complaint):
            """Quantiles one function of arrays after the other, as NumPy takes them, so that mishaps are told of alike."""
            if not _np.all((q >= 0) & (q <= 1)):
                raise ValueError(complaint)
            if method not in _METHODS:
                raise ValueError(f"{method!r} is not a valid method. Use one of: {_METHODS.keys()}")
            a = _np.asanyarray(a)
            rank = a.ndim
            if axis is None:
                rows = a.ravel()
            elif isinstance(axis, tuple):
                rest = [n for n in range(rank) if n not in [_normal_axis(k, rank) for k in axis]]
                rows = _np.transpose(a, [n for n in range(rank) if n not in rest] + rest)
                rows = rows.reshape((-1,) + tuple(a.shape[n] for n in rest))
            else:
                rows = _np.moveaxis(a, _normal_axis(axis, rank), 0)
            rows = _np.sort(rows, axis=0)
            count = rows.shape[0]
            places, between = _quantile_places(count, q, method)
            if between is None:
                result = _np.take(rows, places, axis=0)
            else:
                low = _np.floor(places)
                high = low + 1
                low, high = [_np.where(places >= count - 1, -1, _np.where(places < 0, 0, n)).astype(int) for n in (low, high)]
                parts = between(_np.asarray(places - low))
                parts = float(parts) if is_weak else parts.reshape(places.shape + (1,) * (rows.ndim - 1))
                result = _between(rows[low], rows[high], parts)
            if rows.dtype.kind == "f":
                # NaN comes last: one of them makes the answer NaN.
                missing = _np.isnan(rows[-1])
                if _np.any(missing):
                    result = rows[-1] if _np.ndim(result) == 0 else _np.where(missing, rows[-1], result).astype(result.dtype)
            if keepdims:
                axes = range(rank) if axis is None else [_normal_axis(k, rank) for k in (axis if isinstance(axis, tuple) else (axis,))]
                result = _np.reshape(result, q.shape + tuple(1 if k in axes else a.shape[k] for k in range(rank)))
            return result


        def _quantile_places(count, q, method):
            """Where the quantiles lie among sorted elements, and what makes of the way between two elements the part of
            the upper one; None where the places are elements."""
            def one(index, is_lower):
                low = _np.floor(index)
                return _np.maximum(_np.where(is_lower(index - low, low), low, low + 1).astype(int), 0)

            whole = (count - 1) * q
            if method == "lower":
                return _np.floor(whole).astype(int), None
            if method == "higher":
                return _np.ceil(whole).astype(int), None
            if method == "nearest":
                return _np.around(whole).astype(int), None
            if method == "inverted_cdf":
                return one(count * q - 1, lambda part, low: part == 0), None
            if method == "closest_observation":
                return one(count * q - 1 - 0.5, lambda part, low: (part == 0) & (low % 2 == 1)), None
            if method == "linear":
                whole = _np.asarray(whole)
                return (whole, None) if whole.dtype.kind in "iu" else (whole, lambda part: part)
            if method == "midpoint":
                middle = _np.asarray(0.5 * (_np.floor(whole) + _np.ceil(whole)))
                return middle, lambda part: _np.where(middle % 1 == 0, 0.0, 0.5)
            if method == "averaged_inverted_cdf":
                return _np.asarray(count * q - 1.0), lambda part: _np.where(part == 0, 0.5, 1.0)
            alpha, beta = _METHODS[method]
            return _np.asarray(count * q + (alpha + q * (1 - alpha - beta)) - 1), lambda part: part


        def _between(a, b, part):
            gap = b - a
            result = _np.asarray(_np.add(a, gap * part))
            _np.subtract(b, gap * (1 - part), out=result, where=_np.asarray(part >= 0.5), casting="unsafe", dtype=result.dtype)
            return result[()]
        """#
}
