/// Spaced numbers and grids of places.
extension WrittenArrays {
    static let grids = #"""
        def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
            """Numbers spaced evenly on a logarithmic scale, given by the first and the last."""
            start, stop = _np.asanyarray(start), _np.asanyarray(stop)
            if _np.any(start == 0) or _np.any(stop == 0):
                raise ValueError("Geometric sequence cannot include zero")
            kind = _np.result_type(start, stop, float(num), 0.0)
            sign = _np.sign(start).astype(kind)
            start, stop = start.astype(kind) / sign, stop.astype(kind) / sign
            result = _np.logspace(_np.log10(start), _np.log10(stop), num, endpoint=endpoint, base=10.0)
            if num > 0:
                result[0] = start
                if num > 1 and endpoint:
                    result[-1] = stop
            result = result * sign
            if axis != 0:
                result = _np.moveaxis(result, 0, axis)
            return result.astype(dtype if dtype is not None else kind)


        class _Grid:
            """`mgrid` and `ogrid`."""

            def __init__(self, sparse):
                self.sparse = sparse

            def __getitem__(self, key):
                single = not isinstance(key, tuple)
                lines = [_line(part, True) for part in ((key,) if single else key)]
                if single:
                    return lines[0]
                kind = _np.result_type(*lines)
                lines = [line.astype(kind) for line in lines]
                rank = len(lines)
                open_lines = [line.reshape((1,) * i + (-1,) + (1,) * (rank - i - 1)) for i, line in enumerate(lines)]
                if self.sparse:
                    return tuple(open_lines)
                shape = tuple(len(line) for line in lines)
                return _np.array([_np.broadcast_to(line, shape) for line in open_lines]).reshape((rank,) + shape)


        def _line(part, plain):
            start, step = part.start, part.step
            if start is None:
                start = 0
            if step is None:
                step = 1
            if type(step).__name__ == 'complex':
                # So many places, the last one too.
                return _np.linspace(start, part.stop, int(abs(step)))
            return _np.arange(start, part.stop, step)


        class _Joined:
            """`r_` and `c_`: arrays and ranges joined by brackets."""

            def __init__(self, columns):
                self.columns = columns

            def __getitem__(self, key):
                parts = key if isinstance(key, tuple) else (key,)
                if parts and isinstance(parts[0], str):
                    raise NotImplementedError("texts between the brackets are not supported: use concatenate or stack")
                arrays = []
                for part in parts:
                    if isinstance(part, slice):
                        part = _line(part, False)
                    part = _np.asarray(part)
                    if self.columns:
                        part = part.reshape(-1, 1) if part.ndim < 2 else part
                    else:
                        part = _np.atleast_1d(part)
                    arrays.append(part)
                return _np.concatenate(arrays, axis=-1 if self.columns else 0)


        class _Slices:
            """`s_`: what stands between brackets, as a value."""

            def __getitem__(self, key):
                return key


        mgrid = _Grid(False)
        ogrid = _Grid(True)
        r_ = _Joined(False)
        c_ = _Joined(True)
        s_ = _Slices()
        index_exp = _Slices()


        def indices(dimensions, dtype=int, sparse=False):
            """The places of a grid, an array for each axis."""
            dimensions = tuple(dimensions)
            rank = len(dimensions)
            lines = [_np.arange(n, dtype=dtype).reshape((1,) * i + (n,) + (1,) * (rank - i - 1)) for i, n in enumerate(dimensions)]
            if sparse:
                return tuple(lines)
            result = _np.empty((rank,) + dimensions, dtype=dtype)
            for i, line in enumerate(lines):
                result[i] = line
            return result


        def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
            """Coordinate matrices from coordinate vectors."""
            if indexing not in ("xy", "ij"):
                raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
            rank = len(xi)
            lines = [_np.asanyarray(x).reshape((1,) * i + (-1,) + (1,) * (rank - i - 1)) for i, x in enumerate(xi)]
            if indexing == "xy" and rank > 1:
                lines[0] = lines[0].reshape((1, -1) + (1,) * (rank - 2))
                lines[1] = lines[1].reshape((-1, 1) + (1,) * (rank - 2))
            if not sparse:
                lines = broadcast_arrays(*lines)
            return tuple(line.copy() for line in lines) if copy else tuple(lines)


        def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None):
            """Evenly spaced numbers over an interval."""
            if _np.ndim(start) == 0 and _np.ndim(stop) == 0 and _np.result_type(start, stop, 0.0).itemsize == 8:
                return _np._linspace(start, stop, num, endpoint, retstep, dtype)
            try:
                num = num.__index__()
            except AttributeError:
                raise TypeError(f"'{type(num).__name__}' object cannot be interpreted as an integer") from None
            if num < 0:
                raise ValueError(f"Number of samples, {num}, must be non-negative.")
            gaps = num - 1 if endpoint else num
            ends = [x if type(x) in (int, float) else _np.asanyarray(x) for x in (start, stop)]
            kind = _np.result_type(*ends, 0.0)
            start, stop = _np.asanyarray(start) * 1.0, _np.asanyarray(stop) * 1.0
            if dtype is None:
                dtype = kind
            delta = _np.subtract(stop, start, dtype=kind)
            result = _np.arange(0, num, dtype=kind).reshape((-1,) + (1,) * _np.ndim(delta))
            step = _np.nan
            if gaps > 0:
                step = delta / gaps
                result = result * step
            else:
                result = result * delta
            result = result + start
            if endpoint and num > 1:
                result[-1] = stop
            if axis != 0:
                result = _np.moveaxis(result, 0, axis)
            if _np.issubdtype(dtype, _np.integer):
                result = _np.floor(result)
            result = result.astype(dtype)
            return (result, step) if retstep else result
        """#
}
