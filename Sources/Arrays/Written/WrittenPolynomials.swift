/// Polynomials by their coefficients, the highest power first.
extension WrittenArrays {
    static let polynomials = #"""
        def polyval(p, x):
            """The value of a polynomial at x, which may be a polynomial itself."""
            p = p.coeffs if isinstance(p, poly1d) else _np.asarray(p)
            if isinstance(x, poly1d):
                y = poly1d([0])
            else:
                x = _np.asanyarray(x)
                y = _np.zeros_like(x)
            for c in p:
                y = y * x + c
            return y


        def _coefficients(p):
            return p.coeffs if isinstance(p, poly1d) else _np.atleast_1d(p)


        def _like(result, *given):
            return poly1d(result) if any(isinstance(p, poly1d) for p in given) else result


        def polyadd(a1, a2):
            """The sum of two polynomials."""
            a, b = _coefficients(a1), _coefficients(a2)
            n = max(len(a), len(b))
            a = _np.concatenate((_np.zeros(n - len(a), a.dtype), a))
            b = _np.concatenate((_np.zeros(n - len(b), b.dtype), b))
            return _like(a + b, a1, a2)


        def polysub(a1, a2):
            """The difference of two polynomials."""
            a, b = _coefficients(a1), _coefficients(a2)
            n = max(len(a), len(b))
            a = _np.concatenate((_np.zeros(n - len(a), a.dtype), a))
            b = _np.concatenate((_np.zeros(n - len(b), b.dtype), b))
            return _like(a - b, a1, a2)


        def polymul(a1, a2):
            """The product of two polynomials."""
            a, b = poly1d(a1).coeffs, poly1d(a2).coeffs
            return _like(_np.convolve(a, b), a1, a2)


        def polydiv(u, v):
            """The quotient and remainder of two polynomials."""
            a, b = _coefficients(u) + 0.0, _coefficients(v) + 0.0
            m, n = len(a) - 1, len(b) - 1
            scale = 1.0 / b[0]
            q = _np.zeros((max(m - n + 1, 1),), a.dtype)
            r = a.astype(a.dtype)
            for k in range(0, m - n + 1):
                d = scale * r[k]
                q[k] = d
                r[k:k + n + 1] -= d * b
            while _np.allclose(r[0], 0, rtol=1e-14) and r.shape[-1] > 1:
                r = r[1:]
            if isinstance(u, poly1d) or isinstance(v, poly1d):
                return poly1d(q), poly1d(r)
            return q, r


        def polyder(p, m=1):
            """The m-th derivative of a polynomial."""
            m = int(m)
            if m < 0:
                raise ValueError("Order of derivative must be positive (see polyint)")
            c = _np.asarray(_coefficients(p))
            for _ in range(m):
                c = c[:-1] * _np.arange(len(c) - 1, 0, -1)
            return _like(c, p)


        def polyint(p, m=1, k=None):
            """The m-th antiderivative of a polynomial, with the constants k."""
            m = int(m)
            if m < 0:
                raise ValueError("Order of integral must be positive (see polyder)")
            k = _np.zeros(m, float) if k is None else _np.atleast_1d(k)
            if len(k) == 1 and m > 1:
                k = k[0] * _np.ones(m, float)
            if len(k) < m:
                raise ValueError("k must be a scalar or a rank-1 array of length 1 or >m.")
            c = _np.asarray(_coefficients(p))
            for i in range(m):
                c = _np.concatenate((c / _np.arange(len(c), 0, -1), [k[i]]))
            return _like(c, p)


        def poly(seq_of_zeros):
            """The polynomial with given roots, or the characteristic polynomial of a matrix."""
            z = _np.atleast_1d(seq_of_zeros)
            if z.ndim == 2 and z.shape[0] == z.shape[1] and z.shape[0] != 0:
                z = _np.linalg.eigvals(z)
            elif z.ndim != 1:
                raise ValueError("input must be 1d or non-empty square 2d array.")
            if len(z) == 0:
                return 1.0
            if z.dtype.kind != "f":
                z = z.astype(float)
            a = _np.ones((1,), z.dtype)
            for zero in z:
                a = _np.convolve(a, _np.array([1, -zero], dtype=z.dtype), mode="full")
            return a


        def roots(p):
            """The real roots of a polynomial; complex ones raise an error."""
            p = _np.atleast_1d(_coefficients(p))
            if p.ndim != 1:
                raise ValueError("Input must be a rank-1 array.")
            places = _np.nonzero(p)[0]
            if len(places) == 0:
                return _np.array([])
            trailing = len(p) - places[-1] - 1
            p = p[int(places[0]):int(places[-1]) + 1]
            if p.dtype.kind != "f":
                p = p.astype(float)
            n = len(p)
            if n > 1:
                companion = _np.diag(_np.ones((n - 2,), p.dtype), -1)
                companion[0, :] = -p[1:] / p[0]
                found = _np.linalg.eigvals(companion)
            else:
                found = _np.array([])
            return _np.concatenate((found, _np.zeros(trailing, found.dtype)))


        def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
            """The polynomial of a degree with the least squared errors."""
            order = int(deg) + 1
            x, y = _np.asarray(x) + 0.0, _np.asarray(y) + 0.0
            if deg < 0:
                raise ValueError("expected deg >= 0")
            if x.ndim != 1:
                raise TypeError("expected 1D vector for x")
            if x.size == 0:
                raise TypeError("expected non-empty vector for x")
            if y.ndim < 1 or y.ndim > 2:
                raise TypeError("expected 1D or 2D array for y")
            if x.shape[0] != y.shape[0]:
                raise TypeError("expected x and y to have same length")
            if rcond is None:
                rcond = len(x) * _np.finfo(x.dtype).eps
            lhs, rhs = _np.vander(x, order), y
            if w is not None:
                w = _np.asarray(w) + 0.0
                if w.ndim != 1:
                    raise TypeError("expected a 1-d array for weights")
                if w.shape[0] != y.shape[0]:
                    raise TypeError("expected w and y to have the same length")
                lhs = lhs * w[:, None]
                rhs = rhs * w[:, None] if rhs.ndim == 2 else rhs * w
            scale = _np.sqrt((lhs * lhs).sum(axis=0))
            lhs = lhs / scale
            c, errors, rank, s = _np.linalg.lstsq(lhs, rhs, rcond)
            c = (c.T / scale).T
            if rank != order and not full:
                _warnings.warn("Polyfit may be poorly conditioned", _RankWarning, stacklevel=2)
            if full:
                return c, errors, rank, s, rcond
            if cov:
                base = _np.linalg.inv(lhs.T @ lhs) / _np.outer(scale, scale)
                if isinstance(cov, str) and cov == "unscaled":
                    factor = 1
                else:
                    if len(x) <= order:
                        raise ValueError("the number of data points must exceed order to scale the covariance matrix")
                    factor = errors / (len(x) - order)
                if y.ndim == 1:
                    return c, base * factor
                return c, base[:, :, None] * factor
            return c


        class _RankWarning(RuntimeWarning):
            pass


        class poly1d:
            """A polynomial with the operators of numbers, called to be evaluated."""

            def __init__(self, c_or_r, r=False, variable=None):
                if isinstance(c_or_r, poly1d):
                    self._variable = variable or c_or_r._variable
                    self.coeffs = c_or_r.coeffs.copy()
                    return
                if r:
                    c_or_r = poly(c_or_r)
                c = _np.atleast_1d(c_or_r)
                if c.ndim > 1:
                    raise ValueError("Polynomial must be 1d only.")
                places = _np.nonzero(c)[0]
                self.coeffs = c[int(places[0]):] if len(places) else _np.zeros(1, c.dtype)
                self._variable = variable or "x"

            @property
            def c(self):
                return self.coeffs

            @property
            def coef(self):
                return self.coeffs

            @property
            def coefficients(self):
                return self.coeffs

            @property
            def o(self):
                return len(self.coeffs) - 1

            @property
            def order(self):
                return len(self.coeffs) - 1

            @property
            def r(self):
                return roots(self.coeffs)

            @property
            def roots(self):
                return _np.roots(self.coeffs)

            @property
            def variable(self):
                return self._variable

            def __repr__(self):
                return "poly1d" + repr(self.coeffs)[5:]

            def __len__(self):
                return self.order

            def __str__(self):
                var, n = self._variable, len(self.coeffs) - 1
                text = "0"
                def number(q):
                    s = "%.4g" % q
                    if s.endswith(".0000"):
                        s = s[:-5]
                    return s
                for k, coefficient in enumerate(self.coeffs):
                    s, power = number(coefficient), n - k
                    if power == 0:
                        term = s if s != "0" else ("0" if k == 0 else "")
                    elif power == 1:
                        term = "" if s == "0" else var if s == "b" else f"{s} {var}"
                    else:
                        term = "" if s == "0" else f"{s} {var}**{power}"
                    if k > 0:
                        if term:
                            text = f"{text} - {term[1:]}" if term.startswith("-") else f"{text} + {term}"
                    else:
                        text = term
                return self._raised(text)

            def _raised(self, text):
                # The powers stand in a line above, in lines of at most 70 signs.
                out, upper, lower = " ", "", ""
                pieces = text.split("**")
                part = pieces[0]
                for piece in pieces[1:]:
                    digits = 0
                    while digits < len(piece) and piece[digits].isdigit():
                        digits += 1
                    below = part + " " * (digits - 1)
                    above = " " * (len(part) - 1) + piece[:digits]
                    if len(lower) + len(below) > 70 or len(upper) + len(above) > 70:
                        out += upper + "\n" + lower + "\n "
                        upper, lower = above, below
                    else:
                        upper += above
                        lower += below
                    part = piece[digits:]
                return out + upper + "\n" + lower + part

            def __call__(self, val):
                return polyval(self.coeffs, val)

            def __neg__(self):
                return poly1d(-self.coeffs)

            def __pos__(self):
                return self

            def __mul__(self, other):
                if not isinstance(other, poly1d) and _np.ndim(other) == 0:
                    return poly1d(self.coeffs * other)
                return poly1d(polymul(self.coeffs, poly1d(other).coeffs))

            def __rmul__(self, other):
                return self.__mul__(other)

            def __add__(self, other):
                return poly1d(polyadd(self.coeffs, poly1d(other).coeffs))

            def __radd__(self, other):
                return self.__add__(other)

            def __sub__(self, other):
                return poly1d(polysub(self.coeffs, poly1d(other).coeffs))

            def __rsub__(self, other):
                return poly1d(polysub(poly1d(other).coeffs, self.coeffs))

            def __pow__(self, val):
                if not isinstance(val, int) or val < 0:
                    raise ValueError("Power to non-negative integers only.")
                result = poly1d([1])
                for _ in range(val):
                    result = self * result
                return result

            def __truediv__(self, other):
                if not isinstance(other, poly1d) and _np.ndim(other) == 0:
                    return poly1d(self.coeffs / other)
                return polydiv(self, poly1d(other))

            def __eq__(self, other):
                if not isinstance(other, poly1d):
                    return NotImplemented
                return self.coeffs.shape == other.coeffs.shape and (self.coeffs == other.coeffs).all()

            def __ne__(self, other):
                if not isinstance(other, poly1d):
                    return NotImplemented
                return not self.__eq__(other)

            def __getitem__(self, val):
                place = self.order - val
                if val > self.order or val < 0:
                    return self.coeffs.dtype.type(0)
                return self.coeffs[place]

            def __setitem__(self, key, val):
                if key < 0:
                    raise ValueError("Does not support negative powers.")
                if key > self.order:
                    self.coeffs = _np.concatenate((_np.zeros(key - self.order, self.coeffs.dtype), self.coeffs))
                self.coeffs[self.order - key] = val

            def __iter__(self):
                return iter(self.coeffs)

            def integ(self, m=1, k=0):
                """The antiderivative."""
                return poly1d(polyint(self.coeffs, m=m, k=k))

            def deriv(self, m=1):
                """The derivative."""
                return poly1d(polyder(self.coeffs, m=m))

        """#
}
