/// What happens when numbers overflow, and limits of types.
extension WrittenArrays {
    static let errors = #"""
        class errstate:
            """Says for a block what happens on division by zero, overflow, underflow and invalid values."""

            def __init__(self, **kwargs):
                self._kwargs = kwargs

            def __enter__(self):
                self._old = _np.seterr(**{k: v for k, v in self._kwargs.items() if k != "call"})
                if "call" in self._kwargs:
                    self._called = _np.seterrcall(self._kwargs["call"])

            def __exit__(self, *exc_info):
                _np.seterr(**self._old)
                if "call" in self._kwargs:
                    _np.seterrcall(self._called)

            def __call__(self, function):
                def inner(*args, **kwargs):
                    with errstate(**self._kwargs):
                        return function(*args, **kwargs)

                return inner


        class printoptions:
            """Print options for a block."""

            def __init__(self, *args, **kwargs):
                self._args, self._kwargs = args, kwargs

            def __enter__(self):
                self._old = _np.get_printoptions()
                _np.set_printoptions(*self._args, **self._kwargs)
                return _np.get_printoptions()

            def __exit__(self, *exc_info):
                _np.set_printoptions(**self._old)


        class iinfo:
            """Limits of an integer type."""

            def __init__(self, int_type):
                if isinstance(int_type, (_np.ndarray, _np.generic)) or type(int_type) in (int, float, bool):
                    int_type = _np.asarray(int_type).dtype
                try:
                    self.dtype = _np.dtype(int_type)
                except TypeError:
                    if not isinstance(int_type, str):
                        raise
                    raise ValueError("Invalid integer data type 'U'.") from None
                self.kind = self.dtype.kind
                self.bits = self.dtype.itemsize * 8
                if self.kind not in "iu":
                    raise ValueError(f"Invalid integer data type {self.kind!r}.")
                self.min = 0 if self.kind == "u" else -(1 << (self.bits - 1))
                self.max = (1 << self.bits) - 1 if self.kind == "u" else (1 << (self.bits - 1)) - 1

            def __repr__(self):
                return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"

            def __str__(self):
                line = "-" * 63
                return (f"Machine parameters for {self.dtype}\n{line}\nmin = {self.min}\nmax = {self.max}\n{line}\n")


        class finfo:
            """Limits of a floating-point type."""

            def __init__(self, dtype):
                if isinstance(dtype, (_np.ndarray, _np.generic)) or type(dtype) in (int, float):
                    dtype = _np.asarray(dtype).dtype
                self.dtype = _np.dtype(dtype)
                if self.dtype.kind != "f":
                    raise ValueError(f"data type {self.dtype.type!r} not inexact")
                number = self.dtype.type
                self.bits = self.dtype.itemsize * 8
                self.nmant, self.nexp = {16: (10, 5), 32: (23, 8), 64: (52, 11)}[self.bits]
                self.iexp, self.machep, self.negep = self.nexp, -self.nmant, -self.nmant - 1
                self.precision = {16: 3, 32: 6, 64: 15}[self.bits]
                self.maxexp = 1 << (self.nexp - 1)
                self.minexp = 2 - self.maxexp
                self.eps = number(2.0 ** -self.nmant)
                self.epsneg = number(2.0 ** (-self.nmant - 1))
                self.resolution = number(10.0 ** -self.precision)
                self.max = number((2.0 - 2.0 ** -self.nmant) * 2.0 ** (self.maxexp - 1))
                self.min = -self.max
                self.smallest_normal = self.tiny = number(2.0 ** self.minexp)
                self.smallest_subnormal = number(2.0 ** (self.minexp - self.nmant))

            def __repr__(self):
                return f"finfo(resolution={self.resolution}, min={self.min}, max={self.max}, dtype={self.dtype})"


        def common_type(*arrays):
            """The floating-point type that holds the elements of all arrays."""
            return _np.result_type(*[a.dtype if a.dtype.kind == "f" else _np.float64 for a in arrays]).type


        def mintypecode(typechars, typeset="GDFgdf", default="d"):
            """The character of the least type that the given ones cast to."""
            codes = [t if isinstance(t, str) else _np.asarray(t).dtype.char for t in typechars]
            found = [c for c in codes if c in typeset]
            return min(found, key="FDGfdg".index) if found else default


        def show_config(mode="stdout"):
            """What the arrays are built on."""
            print("Svertka's arrays: SIMD loops; products and decompositions by OpenBLAS")


        def asarray_chkfinite(a, dtype=None, order=None):
            """The array, if it has neither infinities nor NaN."""
            a = _np.asarray(a, dtype=dtype)
            if a.dtype.kind == "f" and not _np.isfinite(a).all():
                raise ValueError("array must not contain infs or NaNs")
            return a


        def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
            """NaN replaced by a number, infinities by others or the greatest ones."""
            x = _np.array(x, copy=copy if copy else None)
            if x.dtype.kind != "f":
                return x[()]
            limits = finfo(x.dtype)
            target = x.reshape(1) if x.ndim == 0 else x
            missing, high, low = _np.isnan(target), isposinf(target), isneginf(target)
            target[missing] = nan
            target[high] = limits.max if posinf is None else posinf
            target[low] = limits.min if neginf is None else neginf
            return x[()]


        def _is_kind(x):
            return isinstance(x, type) and issubclass(x, _np.generic)


        def issubdtype(arg1, arg2):
            """True if the first type is the second or lies below it."""
            if not _is_kind(arg1):
                arg1 = _np.dtype(arg1).type
            if not _is_kind(arg2):
                arg2 = _np.dtype(arg2).type
            return issubclass(arg1, arg2)


        def isdtype(dtype, kind):
            """True if a type is of a kind: 'bool', 'integral', 'real floating', 'numeric' ..."""
            names = {"bool": "b", "signed integer": "i", "unsigned integer": "u", "integral": "iu", "real floating": "f",
                     "complex floating": "c", "numeric": "iufc"}
            dtype = _np.dtype(dtype)
            for part in kind if isinstance(kind, tuple) else (kind,):
                if isinstance(part, str):
                    if part not in names:
                        raise ValueError(f"kind argument is a string, but {part!r} is not a known kind name.")
                    if dtype.kind in names[part]:
                        return True
                elif dtype == _np.dtype(part):
                    return True
            return False


        class _several:
            """A function of elements that gives two results, or takes operands of two kinds."""

            def __init__(self, function, nin, nout):
                self._function, self.__name__, self.__doc__ = function, function.__name__, function.__doc__
                self.nin, self.nout, self.nargs = nin, nout, nin + nout

            def __call__(self, *args):
                if len(args) != self.nin:
                    raise TypeError(f"{self.__name__}() takes {self.nin} positional arguments but {len(args)} were given")
                return self._function(*args)

            def __repr__(self):
                return f"<ufunc {self.__name__!r}>"

            def outer(self, A, B):
                """The function of every pair of elements."""
                if self.nin != 2:
                    raise ValueError("outer product only supported for binary functions")
                A, B = _np.asarray(A), _np.asarray(B)
                return self._function(A.reshape(A.shape + (1,) * B.ndim), B)

            def _only_one(self, *args, **kwargs):
                raise ValueError("reduce only supported for functions returning a single value" if self.nin == 2
                                 else "reduce only supported for binary functions")

            reduce = accumulate = _only_one


        def _floating(x):
            if type(x) is int:
                return _np.asarray(x, dtype=_np.float16)
            x = _np.asarray(x)
            kinds = {"b": 2, "u": 2 * x.dtype.itemsize, "i": 2 * x.dtype.itemsize}
            size = kinds.get(x.dtype.kind)
            return x if size is None else x.astype(_np.dtype(f"f{min(size, 8)}"))


        def divmod(x1, x2, /):
            """Quotients rounded down, and remainders."""
            return _np._divmod(x1, x2)


        def modf(x, /):
            """Fractional and whole parts."""
            x = _floating(x)
            whole = _np.trunc(x)
            with _np.errstate(invalid="ignore"):
                part = _np.where(_np.isinf(x), 0.0, _np.subtract(x, whole))
            return _np.copysign(part, x).astype(whole.dtype)[()], whole[()]


        def ldexp(x1, x2, /):
            """x1 * 2 ** x2."""
            places = _np.asarray(x2)
            if places.dtype.kind not in "biu" or places.dtype == _np.uint64:
                raise TypeError("ufunc 'ldexp' not supported for the input types, and the inputs could not be safely coerced to any "
                                "supported types according to the casting rule ''safe''")
            if type(x1) is int and (type(x2) in (int, bool) or places.dtype == bool):
                x1 = float(x1)
            if type(x2) is int and type(x1) not in (int, float, bool) and not -2**31 <= x2 < 2**31:
                raise OverflowError(f"Python integer {x2} out of bounds for int32")
            x1 = _floating(x1)
            places = _np.clip(places.astype(_np.int64), -5000, 5000)
            with _np.errstate(all="ignore"):
                third = places // 3
                result = x1.astype(_np.float64) * _np.exp2(third) * _np.exp2(third) * _np.exp2(places - 2 * third)
                result = result.astype(x1.dtype)
            if (_np.isinf(result) & ~_np.isinf(x1)).any():
                _np._tell_float_error(8, "ldexp")
            return result[()]


        def frexp(x, /):
            """Mantissas and exponents: x = mantissa * 2 ** exponent."""
            import math

            x = _floating(x)
            pairs = [math.frexp(v) for v in x.ravel().astype(float).tolist()]
            mantissa = _np.array([p[0] for p in pairs], dtype=x.dtype).reshape(x.shape)
            exponent = _np.array([p[1] for p in pairs], dtype=_np.int32).reshape(x.shape)
            return mantissa[()], exponent[()]


        divmod, modf = _several(divmod, 2, 2), _several(modf, 1, 2)
        ldexp, frexp = _several(ldexp, 2, 1), _several(frexp, 1, 2)


        def binary_repr(num, width=None):
            """A whole number in binary digits; negative ones in two's complement where a width is given."""
            num = num.__index__()
            if num >= 0:
                text = bin(num)[2:]
            elif width is None:
                text = "-" + bin(-num)[2:]
            else:
                least = len(bin(-num)[2:])
                if 2 ** (least - 1) == -num:
                    least -= 1
                wide = max(least + 1, width)
                text = bin(2 ** wide + num)[2:].rjust(wide, "1")
            if width is not None and len(text) > max(width, 0) and num >= 0:
                raise ValueError(f"Insufficient bit width={width} provided for binwidth={len(text)}")
            return text.zfill(width or 1) if num >= 0 else text


        def base_repr(number, base=2, padding=0):
            """A whole number in digits of a base."""
            if base > 36:
                raise ValueError("Bases greater than 36 not handled in base_repr.")
            if base < 2:
                raise ValueError("Bases less than 2 not handled in base_repr.")
            digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            rest, text = abs(int(number)), ""
            while rest:
                text = digits[rest % base] + text
                rest //= base
            if padding:
                text = "0" * padding + text
            return ("-" if number < 0 else "") + (text or "0")


        def iterable(y):
            """True if something can be iterated over."""
            try:
                iter(y)
            except TypeError:
                return False
            return True


        def conj(x, /):
            """The numbers themselves: they are real."""
            return _np.positive(x)


        def conjugate(x, /):
            """The numbers themselves: they are real."""
            return _np.positive(x)
        """#
}
