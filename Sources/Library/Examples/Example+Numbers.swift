extension Example {
    /// Elementwise functions, reductions, sorting and searching.
    static let numbers = #"""
        numpy.add
        >>> np.add([1, 2], 10)
        array([11, 12])

        numpy.subtract
        >>> np.subtract([5, 6], [1, 2])
        array([4, 4])

        numpy.multiply
        >>> np.multiply([1, 2], [3, 4])
        array([3, 8])
        >>> np.multiply.outer([1, 2], [10, 20])
        array([[10, 20],
               [20, 40]])

        numpy.divide
        >>> np.divide([1, 2], 4)
        array([0.25, 0.5 ])

        numpy.floor_divide
        >>> np.floor_divide([7, -7], 2)
        array([ 3, -4])

        numpy.mod
        >>> np.mod([7, -7], 3)
        array([1, 2])

        numpy.power
        >>> np.power([1, 2, 3], 2)
        array([1, 4, 9])

        numpy.negative
        >>> np.negative([1, -2])
        array([-1,  2])

        numpy.abs
        >>> np.abs([-1.5, 2])
        array([1.5, 2. ])

        numpy.sign
        >>> np.sign([-3, 0, 5])
        array([-1,  0,  1])

        numpy.sqrt
        >>> np.sqrt([1, 4, 9])
        array([1., 2., 3.])

        numpy.square
        >>> np.square([1, 2, 3])
        array([1, 4, 9])

        numpy.cbrt
        >>> np.cbrt([1, 8, 27])
        array([1., 2., 3.])

        numpy.exp
        >>> np.exp([0, 1])
        array([1.        , 2.71828183])

        numpy.exp2
        >>> np.exp2([1, 2, 3])
        array([2., 4., 8.])

        numpy.expm1
        >>> np.expm1(1e-10)
        np.float64(1.00000000005e-10)

        numpy.log
        >>> np.log([1, np.e])
        array([0., 1.])

        numpy.log2
        >>> np.log2([1, 2, 8])
        array([0., 1., 3.])

        numpy.log10
        >>> np.log10([1, 100])
        array([0., 2.])

        numpy.log1p
        >>> np.log1p(1e-10)
        np.float64(9.999999999500001e-11)

        numpy.sin
        >>> np.sin([0, np.pi / 2])
        array([0., 1.])

        numpy.cos
        >>> np.cos([0, np.pi])
        array([ 1., -1.])

        numpy.tan
        >>> np.tan(0.5)
        np.float64(0.5463024898437905)

        numpy.arcsin
        >>> np.arcsin(1)
        np.float64(1.5707963267948966)

        numpy.arccos
        >>> np.arccos(0)
        np.float64(1.5707963267948966)

        numpy.arctan
        >>> np.arctan(1)
        np.float64(0.7853981633974483)

        numpy.arctan2
        >>> np.arctan2(1, -1)
        np.float64(2.356194490192345)

        numpy.sinh
        >>> np.sinh(1)
        np.float64(1.1752011936438014)

        numpy.cosh
        >>> np.cosh(0)
        np.float64(1.0)

        numpy.tanh
        >>> np.tanh([-1, 0, 1])
        array([-0.76159416,  0.        ,  0.76159416])

        numpy.hypot
        >>> np.hypot(3, 4)
        np.float64(5.0)

        numpy.deg2rad
        >>> np.deg2rad(180)
        np.float64(3.141592653589793)

        numpy.rad2deg
        >>> np.rad2deg(np.pi)
        np.float64(180.0)

        numpy.floor
        >>> np.floor([1.7, -1.2])
        array([ 1., -2.])

        numpy.ceil
        >>> np.ceil([1.2, -1.7])
        array([ 2., -1.])

        numpy.trunc
        >>> np.trunc([1.7, -1.7])
        array([ 1., -1.])

        numpy.rint
        >>> np.rint([0.5, 1.5, 2.4])
        array([0., 2., 2.])

        numpy.round
        >>> np.round(np.pi, 2)
        np.float64(3.14)

        numpy.maximum
        >>> np.maximum([-1, 2, -3], 0)
        array([0, 2, 0])

        numpy.minimum
        >>> np.minimum([1, 5], [3, 2])
        array([1, 2])

        numpy.fmax
        >>> np.fmax([1, np.nan], 0)
        array([1., 0.])

        numpy.fmin
        >>> np.fmin([1, np.nan], 2)
        array([1., 2.])

        numpy.heaviside
        >>> np.heaviside([-1.0, 0, 2], 1)
        array([0., 1., 1.])

        numpy.isnan
        >>> np.isnan([1, np.nan])
        array([False,  True])

        numpy.isinf
        >>> np.isinf([1, np.inf])
        array([False,  True])

        numpy.isfinite
        >>> np.isfinite([1, np.inf, np.nan])
        array([ True, False, False])

        numpy.logical_and
        >>> np.logical_and([True, True], [True, False])
        array([ True, False])

        numpy.logical_or
        >>> np.logical_or([True, False], False)
        array([ True, False])

        numpy.logical_not
        >>> np.logical_not([True, False])
        array([False,  True])

        numpy.logical_xor
        >>> np.logical_xor([True, False], True)
        array([False,  True])

        numpy.bitwise_and
        >>> np.bitwise_and(6, 3)
        np.int64(2)

        numpy.bitwise_or
        >>> np.bitwise_or(6, 3)
        np.int64(7)

        numpy.bitwise_xor
        >>> np.bitwise_xor(6, 3)
        np.int64(5)

        numpy.left_shift
        >>> np.left_shift(1, 4)
        np.int64(16)

        numpy.right_shift
        >>> np.right_shift(16, 2)
        np.int64(4)

        numpy.greater
        >>> np.greater([1, 5], 3)
        array([False,  True])

        numpy.less
        >>> np.less([1, 5], 3)
        array([ True, False])

        numpy.equal
        >>> np.equal([1, 2], [1, 3])
        array([ True, False])

        numpy.not_equal
        >>> np.not_equal([1, 2], [1, 3])
        array([False,  True])

        numpy.reciprocal
        >>> np.reciprocal([2.0, 4.0])
        array([0.5 , 0.25])

        numpy.clip
        >>> np.clip([-5, 3, 300], 0, 255)
        array([  0,   3, 255])

        numpy.nan_to_num
        >>> np.nan_to_num([1, np.nan])
        array([1., 0.])

        numpy.sum
        >>> np.sum([[1, 2], [3, 4]])
        np.int64(10)
        >>> np.sum([[1, 2], [3, 4]], axis=0)
        array([4, 6])

        numpy.prod
        >>> np.prod([2, 3, 4])
        np.int64(24)

        numpy.mean
        >>> np.mean([[1, 2], [3, 4]], axis=1)
        array([1.5, 3.5])

        numpy.average
        >>> np.average([1, 2, 3], weights=[3, 0, 1])
        np.float64(1.5)

        numpy.median
        >>> np.median([1, 10, 2])
        np.float64(2.0)

        numpy.std
        >>> np.std([1, 2, 3, 4])
        np.float64(1.118033988749895)

        numpy.var
        >>> np.var([1, 2, 3, 4])
        np.float64(1.25)

        numpy.min
        >>> np.min([3, 1, 2])
        np.int64(1)

        numpy.max
        >>> np.max([[1, 5], [7, 2]], axis=0)
        array([7, 5])

        numpy.ptp
        >>> np.ptp([3, 10, 4])
        np.int64(7)

        numpy.argmin
        >>> np.argmin([3, 1, 2])
        np.int64(1)

        numpy.argmax
        >>> np.argmax([[0.1, 0.9], [0.8, 0.2]], axis=1)
        array([1, 0])

        numpy.percentile
        >>> np.percentile([1, 2, 3, 4, 5], 25)
        np.float64(2.0)

        numpy.quantile
        >>> np.quantile([1, 2, 3, 4, 5], 0.9)
        np.float64(4.6)

        numpy.any
        >>> np.any([False, True])
        np.True_

        numpy.all
        >>> np.all([1, 2, 0])
        np.False_

        numpy.count_nonzero
        >>> np.count_nonzero([0, 3, 0, 4])
        np.int64(2)

        numpy.cumsum
        >>> np.cumsum([1, 2, 3])
        array([1, 3, 6])

        numpy.cumprod
        >>> np.cumprod([1, 2, 3])
        array([1, 2, 6])

        numpy.diff
        >>> np.diff([1, 4, 9])
        array([3, 5])

        numpy.gradient
        >>> np.gradient([1.0, 4, 9])
        array([3., 4., 5.])

        numpy.trapezoid
        >>> np.trapezoid([0, 1, 4], dx=1)
        np.float64(3.0)

        numpy.nanmean
        >>> np.nanmean([1, np.nan, 3])
        np.float64(2.0)

        numpy.nansum
        >>> np.nansum([1, np.nan])
        np.float64(1.0)

        numpy.cov
        >>> np.cov([1, 2, 3], [1, 2, 4])
        array([[1.        , 1.5       ],
               [1.5       , 2.33333333]])

        numpy.corrcoef
        >>> np.corrcoef([1, 2, 3], [2, 4, 6])
        array([[1., 1.],
               [1., 1.]])

        numpy.histogram
        >>> np.histogram([1, 2, 1, 4], bins=3)
        (array([2, 1, 1]), array([1., 2., 3., 4.]))

        numpy.bincount
        >>> np.bincount([0, 1, 1, 3])
        array([1, 2, 0, 1])

        numpy.sort
        >>> np.sort([3, 1, 2])
        array([1, 2, 3])

        numpy.argsort
        >>> np.argsort([3, 1, 2])
        array([1, 2, 0])

        numpy.lexsort
        >>> np.lexsort(([2, 1, 3], [0, 0, 0]))
        array([1, 0, 2])

        numpy.unique
        >>> np.unique([3, 1, 3])
        array([1, 3])
        >>> np.unique([3, 1, 3], return_counts=True)
        (array([1, 3]), array([1, 2]))

        numpy.searchsorted
        >>> np.searchsorted([1, 3, 5], 4)
        np.int64(2)

        numpy.digitize
        >>> np.digitize([0.2, 6.4], [0, 1, 5, 10])
        array([1, 3])

        numpy.where
        >>> np.where([True, False], 1, -1)
        array([ 1, -1])
        >>> np.where(np.array([5, 0, 7]) > 4)
        (array([0, 2]),)

        numpy.nonzero
        >>> np.nonzero([0, 3, 4])
        (array([1, 2]),)

        numpy.argwhere
        >>> np.argwhere([[0, 1], [2, 0]])
        array([[0, 1],
               [1, 0]])

        numpy.flatnonzero
        >>> np.flatnonzero([0, 3, 4])
        array([1, 2])

        numpy.isin
        >>> np.isin([1, 2, 3], [2, 5])
        array([False,  True, False])

        numpy.intersect1d
        >>> np.intersect1d([1, 2, 3], [2, 3, 4])
        array([2, 3])

        numpy.union1d
        >>> np.union1d([1, 2], [2, 3])
        array([1, 2, 3])

        numpy.setdiff1d
        >>> np.setdiff1d([1, 2, 3], [2])
        array([1, 3])

        numpy.take
        >>> np.take([10, 20, 30], [2, 0])
        array([30, 10])

        numpy.extract
        >>> np.extract([True, False], [1, 2])
        array([1])

        numpy.choose
        >>> np.choose([0, 1], [[1, 2], [10, 20]])
        array([ 1, 20])

        numpy.select
        >>> np.select([[True, False], [True, True]], [[1, 2], [10, 20]])
        array([ 1, 20])
        """#
}
