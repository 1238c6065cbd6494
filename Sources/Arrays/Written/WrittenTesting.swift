import Language

/// The module `numpy.testing`: what a test asserts of numbers and arrays, with the messages that NumPy gives.
enum WrittenTesting {
    static let module = NativeModule(
        "numpy.testing", doc: "Assertions about numbers and arrays.",
        written: WrittenModule(start: start, topics: [values, arrays, errors]))

    private static let start = """
        import contextlib as _contextlib
        import re as _re

        import numpy as _np

        """

    /// Assertions about single values, and about lists and dictionaries of them.
    private static let values = #"""
        def _message(values, err_msg, header="Items are not equal:", verbose=True, names=("ACTUAL", "DESIRED"), precision=8):
            err_msg = str(err_msg)
            lines = ["\n" + header]
            if err_msg and "\n" not in err_msg and len(err_msg) < 79 - len(header):
                lines[0] += " " + err_msg
            elif err_msg:
                lines.append(err_msg)
            for name, value in zip(names, values if verbose else ()):
                is_array = isinstance(value, _np.ndarray)
                try:
                    text = _np.array_repr(value, precision=precision) if is_array else repr(value)
                except Exception as error:
                    text = f"[repr failed for <{type(value).__name__}>: {error}]"
                if text.count("\n") > 3:
                    text = "\n".join(text.splitlines()[:3]) + "..."
                lines.append(f" {name}: {text}")
            return "\n".join(lines)


        def assert_(val, msg=""):
            """Fails unless the value is true."""
            if not val:
                raise AssertionError(msg() if callable(msg) else msg)


        def assert_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
            """Fails unless numbers, texts, arrays, or lists and dictionaries of them are equal; NaN equals NaN."""
            if isinstance(desired, dict):
                if not isinstance(actual, dict):
                    raise AssertionError(repr(type(actual)))
                assert_equal(len(actual), len(desired), err_msg, verbose)
                for key in desired:
                    if key not in actual:
                        raise AssertionError(repr(key))
                    assert_equal(actual[key], desired[key], f"key={key!r}\n{err_msg}", verbose)
            elif isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
                assert_equal(len(actual), len(desired), err_msg, verbose)
                for place in range(len(desired)):
                    assert_equal(actual[place], desired[place], f"item={place!r}\n{err_msg}", verbose)
            elif isinstance(actual, _np.ndarray) or isinstance(desired, _np.ndarray):
                assert_array_equal(actual, desired, err_msg, verbose, strict=strict)
            elif not _are_same(actual, desired):
                raise AssertionError(_message([actual, desired], err_msg, verbose=verbose))


        def _are_same(actual, desired):
            if _np.isscalar(desired) != _np.isscalar(actual):
                return False
            try:
                if _np.isnan(desired) and _np.isnan(actual):
                    return True
                if desired == 0 and actual == 0 and _np.signbit(desired) != _np.signbit(actual):
                    return False
            except (TypeError, ValueError):
                pass
            return bool(desired == actual)


        def assert_almost_equal(actual, desired, decimal=7, err_msg="", verbose=True):
            """Fails unless numbers or arrays differ by less than 1.5 * 10**-decimal."""
            if isinstance(actual, (_np.ndarray, tuple, list)) or isinstance(desired, (_np.ndarray, tuple, list)):
                return assert_array_almost_equal(actual, desired, decimal, err_msg)
            near = _agree_beyond_numbers(actual, desired)
            if near is None:
                near = not abs(desired - actual) >= _np.float64(1.5 * 10.0 ** -decimal)
            if not near:
                header = "Arrays are not almost equal to %d decimals" % decimal
                raise AssertionError(_message([actual, desired], err_msg, header, verbose))


        def _agree_beyond_numbers(actual, desired):
            """Whether both are NaN or the same infinity; None for two finite numbers."""
            try:
                if _np.isfinite(desired) and _np.isfinite(actual):
                    return None
                if _np.isnan(desired) or _np.isnan(actual):
                    return bool(_np.isnan(desired) and _np.isnan(actual))
                return bool(desired == actual)
            except TypeError:
                return None


        def assert_approx_equal(actual, desired, significant=7, err_msg="", verbose=True):
            """Fails unless two numbers agree to so many significant digits."""
            actual, desired = float(actual), float(desired)
            if desired == actual:
                return
            near = _agree_beyond_numbers(actual, desired)
            if near is None:
                with _np.errstate(all="ignore"):
                    scale = _np.power(10, _np.floor(_np.log10(0.5 * (abs(desired) + abs(actual)))))
                    difference = abs(desired / scale - actual / scale) if scale else 0.0
                near = not difference >= 10.0 ** -(significant - 1)
            if not near:
                header = "Items are not equal to %d significant digits:" % significant
                raise AssertionError(_message([actual, desired], err_msg, header, verbose))
        """#

    /// Assertions about all elements of arrays.
    private static let arrays = #"""
        def assert_array_compare(comparison, x, y, err_msg="", verbose=True, header="", precision=6, equal_nan=True, equal_inf=True, *, strict=False, names=("ACTUAL", "DESIRED")):
            """Fails unless a comparison holds for all elements; NaN and infinities stand at the same places."""
            x, y = _np.asanyarray(x), _np.asanyarray(y)
            given = [x, y]

            def fail(reason, shown=given):
                raise AssertionError(_message(shown, str(err_msg) + "\n" + reason, header, verbose, names, precision))

            if x.shape != y.shape and (strict or x.shape and y.shape):
                fail(f"(shapes {x.shape}, {y.shape} mismatch)")
            if strict and x.dtype != y.dtype:
                fail(f"(dtypes {x.dtype}, {y.dtype} mismatch)")
            flagged = _np.bool(False)
            if x.dtype.kind in "iuf" and y.dtype.kind in "iuf":
                if equal_nan:
                    flagged = _same_places(_np.isnan(x), _np.isnan(y), "nan", fail)
                if equal_inf:
                    infinite = _same_places(_np.isinf(x) & ~flagged, _np.isinf(y) & ~flagged, "inf", fail)
                    if infinite.any():
                        both = [x[infinite], y[infinite]] if x.ndim and y.ndim else given
                        if not _np.all(both[0] == both[1]):
                            fail("inf values mismatch:", both)
                    flagged = flagged | infinite
            if flagged.ndim:
                x, y = x[~flagged], y[~flagged]
                if x.size == 0:
                    return
            elif flagged:
                return
            holds = _np.asarray(comparison(x, y))
            if holds.all():
                return
            wrong = ~holds.astype(bool)
            count, total = int(wrong.sum()), flagged.size if flagged.ndim else wrong.size
            remarks = [f"Mismatched elements: {count} / {total} ({100 * count / total:.3g}%)"]
            if wrong.ndim:
                places = _np.argwhere(~flagged)[wrong] if flagged.ndim else _np.argwhere(wrong)
                remarks.append(_listed(places, given, names))
            with _contextlib.suppress(TypeError), _np.errstate(all="ignore"):
                remarks += _differences(x, y, wrong)
            fail("\n".join(remarks))


        def _same_places(x, y, word, fail):
            if not _np.all(x == y):
                fail(f"{word} location mismatch:")
            return _np.bool(x) if x.ndim == 0 else _np.bool(y) if y.ndim == 0 else y


        def _listed(places, given, names):
            """The first places that differ, with both values."""
            lines = []
            for place in places[:5].tolist():
                x, y = [a if a.ndim == 0 else a[tuple(place)] for a in given]
                lines.append(f"\n {place}: {x} ({names[0]}), {y} ({names[1]})")
            few = "Mismatch at indices:" if len(places) > 1 else "Mismatch at index:"
            return (few if len(places) <= 5 else "First 5 mismatches are at indices:") + "".join(lines)


        def _differences(x, y, wrong):
            """The largest differences, absolute and relative to y, where elements differ too much."""
            error = _np.asarray(abs(x - y))
            if x.dtype.kind == "u":
                error = _np.minimum(error, abs(y - x))
            shown = str if error.dtype.kind == "O" else _np.array2string
            yield "Max absolute difference among violations: " + shown(_np.max(error[wrong]))
            divisible = wrong & (y != 0)
            relative = _np.array(_np.inf)
            if divisible.any():
                relative = _np.max(error[divisible] / abs(_np.broadcast_to(y, error.shape)[divisible]))
            yield "Max relative difference among violations: " + shown(relative)


        def assert_array_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
            """Fails unless two arrays have the same shape and elements; NaN equals NaN. A single number stands for an array of it."""
            assert_array_compare(lambda x, y: x == y, actual, desired, err_msg, verbose, "Arrays are not equal", strict=strict)


        def assert_array_almost_equal(actual, desired, decimal=6, err_msg="", verbose=True):
            """Fails unless elements differ by less than 1.5 * 10**-decimal."""

            def near(x, y):
                difference = abs(x - y.astype(_np.result_type(y, 1.0)))
                return difference < 1.5 * 10.0 ** -decimal

            header = "Arrays are not almost equal to %d decimals" % decimal
            assert_array_compare(near, actual, desired, err_msg, verbose, header, decimal)


        def assert_array_less(x, y, err_msg="", verbose=True, *, strict=False):
            """Fails unless each element of x is less than that of y."""
            header = "Arrays are not strictly ordered `x < y`"
            assert_array_compare(
                lambda x, y: x < y, x, y, err_msg, verbose, header, equal_inf=False, strict=strict, names=("x", "y"))


        def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg="", verbose=True, *, strict=False):
            """Fails unless elements differ by at most atol + rtol * abs(desired)."""

            def near(x, y):
                return _np.isclose(x, y, rtol=rtol, atol=atol, equal_nan=equal_nan)

            header = f"Not equal to tolerance rtol={rtol:g}, atol={atol:g}"
            assert_array_compare(near, actual, desired, err_msg, verbose, header, equal_nan=equal_nan, strict=strict)
        """#

    /// Assertions about texts and errors.
    private static let errors = #"""
        def assert_string_equal(actual, desired):
            """Fails unless two texts are equal."""
            for text in (actual, desired):
                if not isinstance(text, str):
                    raise AssertionError(repr(type(text)))
            if desired == actual:
                return
            actual, desired = actual.splitlines(), desired.splitlines()
            lines = []
            for place in range(max(len(actual), len(desired))):
                pair = [text[place : place + 1] for text in (actual, desired)]
                if pair[0] != pair[1]:
                    lines += [f"{mark} {line}" for mark, part in zip("-+", pair) for line in part]
            raise AssertionError("Differences in strings:\n" + "\n".join(lines))


        class _Raising:
            """What `with assert_raises(...)` gives: the error is its attribute `exception` afterwards."""

            def __init__(self, expected, pattern, called, msg):
                self.expected, self.pattern, self.called, self.msg = expected, pattern, called, msg
                self.exception = None

            def __enter__(self):
                return self

            def __exit__(self, kind, error, trace):
                if kind is None:
                    self.fail(f"{getattr(self.expected, '__name__', self.expected)} not raised" + self.called)
                if not issubclass(kind, self.expected):
                    return False
                self.exception = error
                if self.pattern is not None and not self.pattern.search(str(error)):
                    self.fail(f'"{self.pattern.pattern}" does not match "{error}"')
                return True

            def fail(self, reason):
                raise AssertionError(reason if self.msg is None else f"{reason} : {self.msg}") from None


        def _raising(name, expected, pattern, args, kwargs):
            kinds = expected if isinstance(expected, tuple) else (expected,)
            if not all(isinstance(kind, type) and issubclass(kind, BaseException) for kind in kinds):
                raise TypeError(f"{name}() arg 1 must be an exception type or tuple of exception types")
            if pattern is not None:
                pattern = _re.compile(pattern) if isinstance(pattern, str) else pattern
            if not args:
                return _Raising(expected, pattern, "", kwargs.get("msg"))
            function, *rest = args
            called = getattr(function, "__name__", None) or str(function)
            with _Raising(expected, pattern, f" by {called}", None):
                function(*rest, **kwargs)


        def assert_raises(exception_class, *args, **kwargs):
            """Fails unless a call raises such an error: assert_raises(ValueError, int, 'x'), or a block: with assert_raises(ValueError): ..."""
            return _raising("assertRaises", exception_class, None, args, kwargs)


        def assert_raises_regex(exception_class, expected_regexp, *args, **kwargs):
            """Fails unless such an error is raised and a regular expression finds a part of its message."""
            return _raising("assertRaisesRegex", exception_class, expected_regexp, args, kwargs)
        """#
}
