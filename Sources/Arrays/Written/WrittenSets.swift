/// Arrays as sets.
extension WrittenArrays {
    static let sets = #"""
        class _Row(tuple):
            """A result with names."""

            _names = ()

            def __getattr__(self, name):
                if name in type(self)._names:
                    return self[type(self)._names.index(name)]
                raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

            def __repr__(self):
                return f"{type(self).__name__}({', '.join(f'{n}={v!r}' for n, v in zip(type(self)._names, self))})"


        class _UniqueCountsResult(_Row):
            _names = ("values", "counts")


        class _UniqueInverseResult(_Row):
            _names = ("values", "inverse_indices")


        class _UniqueAllResult(_Row):
            _names = ("values", "indices", "inverse_indices", "counts")


        _UniqueCountsResult.__name__ = "UniqueCountsResult"
        _UniqueInverseResult.__name__ = "UniqueInverseResult"
        _UniqueAllResult.__name__ = "UniqueAllResult"


        def unique_values(x):
            """The distinct elements."""
            return unique(x, equal_nan=False, sorted=False)


        def unique_counts(x):
            """The distinct elements and how often each occurs."""
            return _UniqueCountsResult(unique(x, return_counts=True, equal_nan=False))


        def unique_inverse(x):
            """The distinct elements, and for each element the place of its like among them."""
            return _UniqueInverseResult(unique(x, return_inverse=True, equal_nan=False))


        def unique_all(x):
            """The distinct elements, first places, inverse places and counts."""
            return _UniqueAllResult(unique(x, True, True, True, equal_nan=False))


        def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
            """The sorted distinct elements that both arrays have."""
            ar1, ar2 = _np.asanyarray(ar1), _np.asanyarray(ar2)
            if not assume_unique:
                if return_indices:
                    ar1, first = _np.unique(ar1, return_index=True)
                    ar2, second = _np.unique(ar2, return_index=True)
                else:
                    ar1, ar2 = _np.unique(ar1), _np.unique(ar2)
            else:
                ar1, ar2 = ar1.ravel(), ar2.ravel()
            both = _np.concatenate((ar1, ar2))
            order = _np.argsort(both, kind="stable")
            both = both[order]
            mask = both[1:] == both[:-1]
            common = both[:-1][mask]
            if not return_indices:
                return common
            places1, places2 = order[:-1][mask], order[1:][mask] - ar1.size
            if not assume_unique:
                places1, places2 = first[places1], second[places2]
            return common, places1, places2


        def union1d(ar1, ar2):
            """The sorted distinct elements of both arrays."""
            return _np.unique(_np.concatenate((ar1, ar2), axis=None))


        def setdiff1d(ar1, ar2, assume_unique=False):
            """The sorted distinct elements of the first array that the second has not."""
            ar1 = _np.asarray(ar1).ravel() if assume_unique else _np.unique(ar1)
            return ar1[_np.isin(ar1, ar2 if assume_unique else _np.unique(ar2), invert=True)]


        def setxor1d(ar1, ar2, assume_unique=False):
            """The sorted distinct elements that one of the arrays has alone."""
            if not assume_unique:
                ar1, ar2 = _np.unique(ar1), _np.unique(ar2)
            both = _np.concatenate((ar1, ar2), axis=None)
            if both.size == 0:
                return both
            both.sort()
            flags = _np.concatenate(([True], both[1:] != both[:-1], [True]))
            return both[flags[1:] & flags[:-1]]


        def in1d(ar1, ar2, assume_unique=False, invert=False):
            """Where elements of the flattened first array are in the second."""
            return _np.isin(_np.ravel(ar1), ar2, invert=invert)


        def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True):
            """The sorted distinct elements, or slices along an axis."""
            if axis is None:
                if not (sorted or return_index or return_inverse or return_counts):
                    ar = _np.asanyarray(ar)
                    if ar.dtype.kind in "iu":
                        return _np._unique_in_table_order(ar)
                return _np._unique(ar, return_index, return_inverse, return_counts, equal_nan)
            ar = _np.asanyarray(ar)
            axis = _normal_axis(axis, ar.ndim)
            slices = _np.moveaxis(ar, axis, 0)
            width = 1
            for size in slices.shape[1:]:
                width *= size
            rows = slices.reshape(slices.shape[0], width)
            if rows.shape[1] and rows.shape[0]:
                order = _np.lexsort(rows.T[::-1])
            else:
                order = _np.arange(rows.shape[0])
            ordered = rows[order]
            first = _np.ones(len(order), dtype=bool)
            if len(order):
                first[1:] = _np.any(ordered[1:] != ordered[:-1], axis=1)
            result = [_np.moveaxis(slices[order[first]], 0, axis)]
            if return_index:
                result.append(order[first])
            if return_inverse:
                inverse = _np.empty(len(order), dtype=_np.intp)
                inverse[order] = _np.cumsum(first) - 1
                result.append(inverse)
            if return_counts:
                places = _np.concatenate((_np.flatnonzero(first), [len(order)]))
                result.append(_np.diff(places))
            return result[0] if len(result) == 1 else tuple(result)
        """#
}
