/// Histograms, bins, means with weights.
extension WrittenArrays {
    static let counting = #"""
        def _edges(a, bins, range, weights=None):
            if isinstance(bins, str):
                estimators = ("auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt")
                if bins not in estimators:
                    raise ValueError(f"{bins!r} is not a valid estimator for `bins`")
                if weights is not None:
                    raise TypeError("Automated estimation of the number of bins is not supported for weighted data")
                first, last = _outer_edges(a, range)
                if range is not None:
                    a = a[(a >= first) & (a <= last)]
                if a.size == 0:
                    count = 1
                else:
                    width = _bin_width(a.astype(float) if a.dtype.kind in "bui" else a, bins)
                    if a.dtype.kind in "iu" and width < 1:
                        width = 1
                    count = int(_np.ceil(_distance(last, first) / width)) if width else 1
            elif _np.ndim(bins) == 0:
                try:
                    count = bins.__index__()
                except AttributeError:
                    raise TypeError("`bins` must be an integer, a string, or an array") from None
                if count < 1:
                    raise ValueError("`bins` must be positive, when an integer")
                first, last = _outer_edges(a, range)
            elif _np.ndim(bins) == 1:
                edges = _np.asarray(bins)
                if _np.any(edges[:-1] > edges[1:]):
                    raise ValueError("`bins` must increase monotonically, when an array")
                return edges, None
            else:
                raise ValueError("`bins` must be 1d, when an array")
            kind = _np.result_type(first, last, a)
            if kind.kind in "iub":
                kind = _np.result_type(kind, float)
            edges = _np.linspace(first, last, count + 1, endpoint=True, dtype=kind)
            if _np.any(edges[:-1] >= edges[1:]):
                raise ValueError(f"Too many bins for data range. Cannot create {count} finite-sized bins.")
            return edges, (first, last, count)


        def _distance(high, low):
            """How far two numbers are apart, in their own type; integers without a sign."""
            kind = _np.result_type(high, low)
            if kind.kind != "i":
                return _np.subtract(high, low, dtype=kind)
            return int(high) - int(low)


        def _bin_width(x, rule):
            spread = _np.ptp(x)
            if rule == "sqrt":
                return spread / _np.sqrt(x.size)
            sturges = spread / (_np.log2(x.size) + 1.0)
            if rule == "sturges":
                return sturges
            if rule == "rice":
                return spread / (2.0 * x.size ** (1.0 / 3))
            if rule == "scott":
                return (24.0 * _np.pi ** 0.5 / x.size) ** (1.0 / 3.0) * _np.std(x)
            if rule == "doane":
                if x.size > 2:
                    skew = _np.sqrt(6.0 * (x.size - 2) / ((x.size + 1.0) * (x.size + 3)))
                    sigma = _np.std(x)
                    if sigma > 0.0:
                        moment = _np.mean(((x - _np.mean(x)) / sigma) ** 3)
                        return spread / (1.0 + _np.log2(x.size) + _np.log2(1.0 + _np.absolute(moment) / skew))
                return 0.0
            if rule == "stone":
                best, width = None, 0.0
                for count in range(1, max(100, int(_np.sqrt(x.size))) + 1):
                    step = spread / count
                    shares = _np.histogram(x, bins=count)[0] / x.size
                    cost = (2 - (x.size + 1) * shares.dot(shares)) / step
                    if best is None or cost < best:
                        best, width = cost, step
                return width
            high, low = _np.percentile(x, [75, 25])
            freedman = 2.0 * (high - low) * x.size ** (-1.0 / 3.0)
            if rule == "fd":
                return freedman
            root = spread / _np.sqrt(x.size)
            return min(max(freedman, root / 2), sturges)


        def _outer_edges(a, range):
            if range is not None:
                first, last = range
                if first > last:
                    raise ValueError("max must be larger than min in range parameter.")
                if not (_np.isfinite(first) and _np.isfinite(last)):
                    raise ValueError(f"supplied range of [{first}, {last}] is not finite")
            elif a.size == 0:
                first, last = 0, 1
            else:
                first, last = a.min(), a.max()
                if not (_np.isfinite(first) and _np.isfinite(last)):
                    raise ValueError(f"autodetected range of [{first}, {last}] is not finite")
            if first == last:
                first, last = first - 0.5, last + 0.5
            return first, last


        def _plain(a):
            a = _np.asarray(a)
            if a.dtype == bool:
                _warnings.warn("Converting input from bool to <class 'numpy.uint8'> for compatibility.", RuntimeWarning, stacklevel=3)
                a = a.astype(_np.uint8)
            return a.ravel()


        def histogram_bin_edges(a, bins=10, range=None, weights=None):
            """The edges of the bins that `histogram` uses."""
            a = _plain(a)
            return _edges(a, bins, range, weights)[0]


        def histogram(a, bins=10, range=None, density=None, weights=None):
            """How many elements fall into each bin; the counts and the edges."""
            if weights is not None:
                weights = _np.asarray(weights)
                if weights.shape != _np.shape(a):
                    raise ValueError("weights should have the same shape as a.")
                weights = weights.ravel()
            a = _plain(a)
            edges, uniform = _edges(a, bins, range, weights)
            kind = _np.dtype(_np.intp) if weights is None else weights.dtype
            if uniform is not None and a.size:
                first, last, count = uniform
                keep = (a >= first) & (a <= last)
                if not _np.all(keep):
                    a = a[keep]
                    weights = None if weights is None else weights[keep]
                a = a.astype(edges.dtype)
                span = _np.subtract(last, first, dtype=edges.dtype)
                places = (_np.subtract(a, first, dtype=edges.dtype) / span * count).astype(_np.intp)
                places[places == count] -= 1
                places[a < edges[places]] -= 1
                places[(a >= edges[places + 1]) & (places != count - 1)] += 1
                counts = _np.bincount(places, weights=weights, minlength=count).astype(kind)
            elif weights is None:
                ordered = _np.sort(a)
                below = _np.concatenate((ordered.searchsorted(edges[:-1], "left"), ordered.searchsorted(edges[-1:], "right")))
                counts = _np.diff(below).astype(kind)
            else:
                order = _np.argsort(a, kind="stable")
                ordered, sums = a[order], _np.concatenate(([0], weights[order].cumsum()))
                below = _np.concatenate((ordered.searchsorted(edges[:-1], "left"), ordered.searchsorted(edges[-1:], "right")))
                counts = _np.diff(sums[below]).astype(kind)
            if density:
                return counts / _np.array(_np.diff(edges), float) / counts.sum(), edges
            return counts, edges


        def histogramdd(sample, bins=10, range=None, density=None, weights=None):
            """How many points fall into each box of a grid; the counts and the edges of every axis."""
            sample = _np.atleast_2d(_np.asarray(sample).T).T if _np.ndim(sample) < 2 else _np.asarray(sample)
            count, rank = sample.shape
            if _np.ndim(bins) == 0:
                bins = [bins] * rank
            if len(bins) != rank:
                raise ValueError("The dimension of bins must be equal to the dimension of the sample x.")
            if range is None:
                range = [None] * rank
            edges, places, inside = [], [], _np.ones(count, dtype=bool)
            for i in _builtin_range(rank):
                column = sample[:, i]
                line, _ = _edges(column, bins[i], range[i])
                place = _np.searchsorted(line, column, side="right") - 1
                place[column == line[-1]] -= 1
                inside &= (place >= 0) & (place < len(line) - 1)
                edges.append(line)
                places.append(place)
            shape = tuple(len(line) - 1 for line in edges)
            flat = _np.ravel_multi_index(tuple(p[inside] for p in places), shape)
            kept = None if weights is None else _np.asarray(weights)[inside]
            size = 1
            for n in shape:
                size *= n
            counts = _np.bincount(flat, weights=kept, minlength=size).reshape(shape).astype(float)
            if density:
                total = counts.sum()
                for i in _builtin_range(rank):
                    around = [1] * rank
                    around[i] = shape[i]
                    counts = counts / _np.diff(edges[i]).reshape(around)
                counts /= total
            return counts, tuple(edges)


        _builtin_range = range


        def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
            """How many points fall into each box of a grid over x and y."""
            if len(x) != len(y):
                raise ValueError("x and y must have the same length.")
            if _np.ndim(bins) == 1 and len(bins) not in (1, 2):
                bins = [_np.asarray(bins)] * 2
            counts, edges = histogramdd(_np.stack([x, y], axis=1), bins, range, density, weights)
            return counts, edges[0], edges[1]


        def digitize(x, bins, right=False):
            """The number of the bin that each element falls into."""
            x, bins = _np.asarray(x), _np.asarray(bins)
            if bins.ndim != 1:
                raise ValueError("object of too small depth for desired array" if bins.ndim == 0 else "object too deep for desired array")
            steps = _np.diff(bins) if bins.dtype.kind != "u" else _np.diff(bins.astype(float))
            side = "left" if right else "right"
            if _np.all(steps >= 0):
                return _np.searchsorted(bins, x, side=side)
            if not _np.all(steps <= 0):
                raise ValueError("bins must be monotonically increasing or decreasing")
            return len(bins) - _np.searchsorted(bins[::-1], x, side=side)


        def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
            """The mean with weights."""
            a = _np.asanyarray(a)
            if axis is not None:
                for n in axis if isinstance(axis, tuple) else (axis,):
                    _normal_axis(n, a.ndim, "axis: ")
            if weights is None:
                result = a.mean(axis, keepdims=keepdims)
                scale = result.dtype.type(a.size / result.size) if result.size else result.dtype.type(0)
            else:
                weights = _np.asanyarray(weights)
                kind = _np.result_type(a.dtype, weights.dtype, "float64") if a.dtype.kind in "biu" else _np.result_type(a.dtype, weights.dtype)
                if a.shape != weights.shape:
                    if axis is None:
                        raise TypeError("Axis must be specified when shapes of a and weights differ.")
                    axes = axis if isinstance(axis, tuple) else (axis,)
                    axes = tuple(_normal_axis(n, a.ndim) for n in axes)
                    if weights.shape != tuple(a.shape[n] for n in axes):
                        raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
                    order = sorted(_builtin_range(len(axes)), key=lambda n: axes[n])
                    weights = weights.transpose(order).reshape(tuple(a.shape[n] if n in axes else 1 for n in _builtin_range(a.ndim)))
                scale = weights.sum(axis=axis, dtype=kind, keepdims=keepdims)
                if _np.any(scale == 0.0):
                    raise ZeroDivisionError("Weights sum to zero, can't be normalized")
                result = _np.multiply(a, weights, dtype=kind).sum(axis, keepdims=keepdims) / scale
            if returned:
                if _np.shape(scale) != _np.shape(result):
                    scale = _np.broadcast_to(scale, _np.shape(result)).copy()
                return result, scale
            return result


        def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None):
            """The covariance matrix of variables, a row for each."""
            if ddof is not None and ddof != int(ddof):
                raise ValueError("ddof must be integer")
            m = _np.asarray(m)
            if m.ndim > 2:
                raise ValueError("m has more than 2 dimensions")
            kind = dtype or (_np.result_type(m, _np.float64) if y is None else _np.result_type(m, _np.asarray(y), _np.float64))
            x = _np.array(m, ndmin=2, dtype=kind)
            if not rowvar and m.ndim != 1:
                x = x.T
            if x.shape[0] == 0:
                return _np.empty((0, 0))
            if y is not None:
                y = _np.array(y, ndmin=2, dtype=kind)
                if not rowvar and y.shape[0] != 1:
                    y = y.T
                x = _np.concatenate((x, y), axis=0)
            if ddof is None:
                ddof = 0 if bias else 1
            weights = None
            if fweights is not None:
                weights = _np.asarray(fweights, dtype=float)
            if aweights is not None:
                aweights = _np.asarray(aweights, dtype=float)
                weights = aweights if weights is None else weights * aweights
            mean, total = average(x, axis=1, weights=weights, returned=True)
            total = total[0]
            if weights is None:
                factor = x.shape[1] - ddof
            elif ddof == 0:
                factor = total
            elif aweights is None:
                factor = total - ddof
            else:
                factor = total - ddof * sum(weights * aweights) / total
            if factor <= 0:
                _warnings.warn("Degrees of freedom <= 0 for slice", RuntimeWarning, stacklevel=2)
                factor = 0.0
            x = x - mean[:, None]
            scaled = x.T if weights is None else (x * weights).T
            c = _np.dot(x, scaled)
            c *= _np.true_divide(1, factor)
            return c.squeeze()


        def corrcoef(x, y=None, rowvar=True, *, dtype=None):
            """The correlation coefficients of variables, a row for each."""
            c = cov(x, y, rowvar, dtype=dtype)
            if c.ndim == 0:
                return c / c
            deviation = _np.sqrt(_np.diag(c))
            c /= deviation[:, None]
            c /= deviation[None, :]
            return _np.clip(c, -1, 1)
        """#
}
