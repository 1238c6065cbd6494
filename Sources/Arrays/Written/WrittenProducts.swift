/// Signals and their products.
extension WrittenArrays {
    static let products = #"""
        def bartlett(M):
            """A triangle of M points that begins and ends at zero."""
            if M < 1:
                return _np.array([], dtype=float)
            if M == 1:
                return _np.ones(1, dtype=float)
            n = _np.arange(1 - M, M, 2)
            return _np.where(_np.less_equal(n, 0), 1 + n / (M - 1), 1 - n / (M - 1))


        def blackman(M):
            """Blackman's window of M points: a sum of three cosines."""
            if M < 1:
                return _np.array([], dtype=float)
            if M == 1:
                return _np.ones(1, dtype=float)
            n = _np.arange(1 - M, M, 2)
            return 0.42 + 0.5 * _np.cos(_np.pi * n / (M - 1)) + 0.08 * _np.cos(2.0 * _np.pi * n / (M - 1))


        def hamming(M):
            """Hamming's window of M points: a cosine on a step."""
            if M < 1:
                return _np.array([], dtype=float)
            if M == 1:
                return _np.ones(1, dtype=float)
            n = _np.arange(1 - M, M, 2)
            return 0.54 + 0.46 * _np.cos(_np.pi * n / (M - 1))


        def hanning(M):
            """Hann's window of M points: a raised cosine."""
            if M < 1:
                return _np.array([], dtype=float)
            if M == 1:
                return _np.ones(1, dtype=float)
            n = _np.arange(1 - M, M, 2)
            return 0.5 + 0.5 * _np.cos(_np.pi * n / (M - 1))


        def kaiser(M, beta):
            """Kaiser's window of M points."""
            if M == 1:
                return _np.ones(1, dtype=float)
            n = _np.arange(0, M)
            alpha = (M - 1) / 2.0
            return _np.i0(beta * _np.sqrt(1 - ((n - alpha) / alpha) ** 2.0)) / _np.i0(float(beta))


        def convolve(a, v, mode="full"):
            """The discrete convolution of two sequences."""
            a, v = _np.atleast_1d(a), _np.atleast_1d(v)
            _check_sequences(a, v, "a cannot be empty", "v cannot be empty")
            with _np.errstate(invalid="ignore", over="ignore"):
                return _convolved(a, v, mode, False)


        def correlate(a, v, mode="valid"):
            """The cross-correlation of two sequences."""
            a, v = _np.atleast_1d(a), _np.atleast_1d(v)
            _check_sequences(a, v, "first array argument cannot be empty", "second array argument cannot be empty")
            with _np.errstate(invalid="ignore", over="ignore"):
                return _convolved(a, v[::-1], mode, True)


        def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
            """The cross product of vectors; those of two elements lie in a plane."""
            if axis is not None:
                axisa = axisb = axisc = axis
            a, b = _np.asarray(a), _np.asarray(b)
            if a.ndim < 1 or b.ndim < 1:
                raise ValueError("At least one array has zero dimension")
            a = _np.moveaxis(a, _normal_axis(axisa, a.ndim, "axisa: "), -1)
            b = _np.moveaxis(b, _normal_axis(axisb, b.ndim, "axisb: "), -1)
            n, m = a.shape[-1], b.shape[-1]
            if n not in (2, 3) or m not in (2, 3):
                raise ValueError("incompatible dimensions for cross product\n(dimension must be 2 or 3)")
            if n == 2 or m == 2:
                _warnings.warn("Arrays of 2-dimensional vectors are deprecated. Use arrays of 3-dimensional vectors instead. "
                               "(deprecated in NumPy 2.0)", DeprecationWarning, stacklevel=2)
            shape = _np.broadcast_arrays(a[..., 0], b[..., 0])[0].shape
            kind = _np.promote_types(a.dtype, b.dtype)
            a, b = a.astype(kind), b.astype(kind)
            a0, a1, a2 = a[..., 0], a[..., 1], a[..., 2] if n == 3 else None
            b0, b1, b2 = b[..., 0], b[..., 1], b[..., 2] if m == 3 else None
            if n == 2 and m == 2:
                return _np.subtract(_np.multiply(a0, b1), _np.multiply(a1, b0))[()]
            axisc = _normal_axis(axisc, len(shape) + 1, "axisc: ")
            result = _np.empty(shape + (3,), kind)
            if m == 2:
                result[..., 0] = _np.negative(_np.multiply(a2, b1))
                result[..., 1] = _np.multiply(a2, b0)
            elif n == 2:
                result[..., 0] = _np.multiply(a1, b2)
                result[..., 1] = _np.negative(_np.multiply(a0, b2))
            else:
                result[..., 0] = _np.subtract(_np.multiply(a1, b2), _np.multiply(a2, b1))
                result[..., 1] = _np.subtract(_np.multiply(a2, b0), _np.multiply(a0, b2))
            result[..., 2] = _np.subtract(_np.multiply(a0, b1), _np.multiply(a1, b0))
            return _np.moveaxis(result, -1, axisc)


        def _check_sequences(a, v, first, second):
            if a.ndim > 1 or v.ndim > 1:
                raise ValueError("object too deep for desired array")
            if a.size == 0:
                raise ValueError(first)
            if v.size == 0:
                raise ValueError(second)


        def _convolved(a, v, mode, keeps_order):
            if mode not in ("valid", "same", "full"):
                raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got {mode!r})")
            kind = _np.result_type(a.dtype, v.dtype)
            swapped = v.size > a.size
            if swapped:
                a, v = v, a
            n, m = a.size, v.size
            if kind == bool:
                sums = _np.zeros(n + m - 1, dtype=bool)
                for i, factor in enumerate(v):
                    sums[i:i + n] |= a & factor
            else:
                sums = _np.zeros(n + m - 1, dtype=kind)
                a = a.astype(kind)
                for i, factor in enumerate(v.astype(kind)):
                    sums[i:i + n] += a * factor
            if mode == "full":
                return sums
            if mode == "valid":
                return sums[m - 1:n]
            start = (m - 1) // 2
            if keeps_order and swapped:
                start = m - 1 - start
            return sums[start:start + n]


        def sinc(x):
            """sin(pi x) / (pi x)."""
            x = _np.asanyarray(x)
            x = _np.pi * _np.where(x == 0, 1.0e-20, x)
            return _np.sin(x) / x


        def i0(x):
            """The modified Bessel function of the first kind, order 0."""
            x = _np.asanyarray(x)
            if x.dtype.kind != "f":
                x = x.astype(float)
            x = _np.asarray(_np.abs(x))
            with _np.errstate(all="ignore"):
                total = term = _np.ones_like(x)
                for n in range(1, 500):
                    term = term * (x / (2 * n)) ** 2
                    total = total + term
                    if not (term > total * 1e-17).any():
                        break
            # NumPy takes exp(x) / sqrt(x) times a polynomial: it overflows where exp does, and infinity has no value.
            far = x > 700
            if _np.any(far):
                growth = _np.exp(x[far])
                scaled = growth / _np.sqrt(x[far])
                total = _np.asarray(total)
                total[far] = _np.where(_np.isinf(growth), scaled, total[far])
            return _np.asarray(total)


        def fix(x, out=None):
            """Rounded towards zero."""
            return _given(_np.trunc(x), out)


        def angle(z, deg=False):
            """The angle of a number in the plane: 0 or pi."""
            z = _np.asanyarray(z)
            result = _np.arctan2(0, z)
            return result * (180 / _np.pi) if deg else result


        def real(val):
            """The real part."""
            return val if isinstance(val, (_np.ndarray, _np.generic)) else _np.asanyarray(val)


        def imag(val):
            """The imaginary part: zeros."""
            return _np.zeros_like(_np.asanyarray(val))


        def real_if_close(a, tol=100):
            """The array itself: it is real."""
            return _np.asanyarray(a)


        def iscomplexobj(x):
            """False: arrays are real here."""
            return False


        def isrealobj(x):
            """True: arrays are real here."""
            return True


        def isreal(x):
            """True for every element."""
            return imag(x) == 0


        def iscomplex(x):
            """False for every element."""
            return imag(x) != 0


        def isposinf(x, out=None):
            """Where elements are positive infinity."""
            return _given(_np.logical_and(_np.isinf(x), ~_np.signbit(x)), out)


        def isneginf(x, out=None):
            """Where elements are negative infinity."""
            return _given(_np.logical_and(_np.isinf(x), _np.signbit(x)), out)


        def vecdot(x1, x2, /, *, axis=-1):
            """Products of vectors along an axis."""
            x1, x2 = _np.asanyarray(x1), _np.asanyarray(x2)
            return (_np.moveaxis(x1, axis, -1) * _np.moveaxis(x2, axis, -1)).sum(axis=-1)


        def matvec(x1, x2, /):
            """Products of matrices and vectors."""
            return (_np.asanyarray(x1) @ _np.asanyarray(x2)[..., None])[..., 0]


        def packbits(a, axis=None, bitorder="big"):
            """Eight truth values to a byte."""
            a = _np.asarray(a)
            if a.dtype.kind not in "biu":
                raise TypeError("Expected an input array of integer or boolean data type")
            if axis is None:
                a, axis = a.ravel(), 0
            a = _np.moveaxis(a != 0, axis, -1)
            rest = -a.shape[-1] % 8
            a = _np.concatenate([a, _np.zeros(a.shape[:-1] + (rest,), dtype=bool)], axis=-1)
            a = a.reshape(a.shape[:-1] + (-1, 8))
            weights = 1 << _np.arange(8)
            result = (a * (weights[::-1] if bitorder == "big" else weights)).sum(axis=-1).astype(_np.uint8)
            return _np.moveaxis(result, -1, axis)


        def unpackbits(a, axis=None, count=None, bitorder="big"):
            """The bits of bytes."""
            a = _np.asarray(a)
            if a.dtype != _np.uint8:
                raise TypeError("Expected an input array of unsigned byte data type")
            if axis is None:
                a, axis = a.ravel(), 0
            shifts = _np.arange(8)
            bits = (_np.moveaxis(a, axis, -1)[..., None] >> (shifts[::-1] if bitorder == "big" else shifts)) & 1
            bits = bits.reshape(bits.shape[:-2] + (-1,)).astype(_np.uint8)
            if count is not None:
                bits = bits[..., :count]
            return _np.moveaxis(bits, -1, axis)


        def interp(x, xp, fp, left=None, right=None, period=None):
            """Linear interpolation between known points."""
            if period is not None:
                if period == 0:
                    raise ValueError("period must be a non-zero value")
                period = abs(period)
                x, xp, fp = _np.asarray(x, dtype=float) % period, _np.asarray(xp, dtype=float), _np.asarray(fp, dtype=float)
                if xp.ndim != 1 or fp.ndim != 1:
                    raise ValueError("Data points must be 1-D sequences")
                if xp.shape[0] != fp.shape[0]:
                    raise ValueError("fp and xp are not of the same length")
                xp = xp % period
                order = _np.argsort(xp)
                xp, fp = xp[order], fp[order]
                xp = _np.concatenate((xp[-1:] - period, xp, xp[0:1] + period))
                fp = _np.concatenate((fp[-1:], fp, fp[0:1]))
                left = right = None
            result = _np._interp(x, xp, fp)
            if left is not None:
                result = _np.where(_np.less(x, xp[0]), left, result)[()]
            if right is not None:
                result = _np.where(_np.greater(x, xp[-1]), right, result)[()]
            return result
        """#
}
