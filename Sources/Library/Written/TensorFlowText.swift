import Language

/// `tf.math`, `tf.nn`, `tf.linalg`, `tf.random`, `tf.data` and functions of `tf` itself, written in the language over
/// `keras.ops`. Tensors are of floats; whole numbers, truths and places are NumPy's arrays.
enum TensorFlowText {
    /// What every topic begins with.
    static let start = """
        import builtins as _builtins
        import collections as _collections
        import itertools as _itertools
        import keras as _keras
        import numpy as _np
        from keras import ops as _ops
        """

    /// A part of a module in topics.
    static func module(_ topics: String...) -> WrittenModule { WrittenModule(start: start, topics: topics) }

    /// Functions that `tf` and `tf.math` have.
    static let elementwise = #"""
        def negative(x, name=None):
            """-x"""
            return _ops.negative(x)


        def tan(x, name=None):
            """The tangent."""
            return _ops.tan(x)


        def asin(x, name=None):
            """The angle whose sine is x."""
            return _ops.arcsin(x)


        def acos(x, name=None):
            """The angle whose cosine is x."""
            return _ops.arccos(x)


        def atan(x, name=None):
            """The angle whose tangent is x."""
            return _ops.arctan(x)


        def atan2(y, x, name=None):
            """The angle of the point (x, y)."""
            return _ops.arctan2(y, x)


        def sinh(x, name=None):
            """The hyperbolic sine."""
            return _ops.sinh(x)


        def cosh(x, name=None):
            """The hyperbolic cosine."""
            return _ops.cosh(x)


        def sign(x, name=None):
            """-1, 0 or 1."""
            return _ops.sign(x)


        def floor(x, name=None):
            """Rounded down."""
            return _ops.floor(x)


        def round(x, name=None):
            """Rounded to whole numbers, halves to even ones."""
            return _ops.round(x)


        def truediv(x, y, name=None):
            """x / y"""
            return _ops.divide(x, y)


        def add_n(inputs, name=None):
            """The sum of a list of tensors."""
            total = inputs[0]
            for part in inputs[1:]:
                total = _ops.add(total, part)
            return _ops.convert_to_tensor(total)


        def reduce_prod(input_tensor, axis=None, keepdims=False, name=None):
            """The product."""
            return _ops.prod(input_tensor, axis, keepdims)


        def reduce_logsumexp(input_tensor, axis=None, keepdims=False, name=None):
            """ln of the sum of e^x."""
            return _ops.logsumexp(input_tensor, axis, keepdims)


        def reduce_any(input_tensor, axis=None, keepdims=False, name=None):
            """True where any is true."""
            return _np.any(_np.asarray(input_tensor), axis=axis, keepdims=keepdims)


        def reduce_all(input_tensor, axis=None, keepdims=False, name=None):
            """True where all are true."""
            return _np.all(_np.asarray(input_tensor), axis=axis, keepdims=keepdims)


        def cumsum(x, axis=0, exclusive=False, reverse=False, name=None):
            """Running sums."""
            if exclusive or reverse:
                raise NotImplementedError("tf.cumsum: exclusive and reverse are not offered")
            return _ops.cumsum(x, axis)


        def argmax(input, axis=None, output_type='int64', name=None):
            """The place of the largest; along the first axis where none is named."""
            return _np.argmax(_np.asarray(input), axis=0 if axis is None else axis).astype(output_type)


        def argmin(input, axis=None, output_type='int64', name=None):
            """The place of the smallest; along the first axis where none is named."""
            return _np.argmin(_np.asarray(input), axis=0 if axis is None else axis).astype(output_type)


        def equal(x, y, name=None):
            """x == y, element by element."""
            return _np.equal(_np.asarray(x), _np.asarray(y))


        def not_equal(x, y, name=None):
            """x != y, element by element."""
            return _np.not_equal(_np.asarray(x), _np.asarray(y))


        def less(x, y, name=None):
            """x < y, element by element."""
            return _np.less(_np.asarray(x), _np.asarray(y))


        def less_equal(x, y, name=None):
            """x <= y, element by element."""
            return _np.less_equal(_np.asarray(x), _np.asarray(y))


        def greater(x, y, name=None):
            """x > y, element by element."""
            return _np.greater(_np.asarray(x), _np.asarray(y))


        def greater_equal(x, y, name=None):
            """x >= y, element by element."""
            return _np.greater_equal(_np.asarray(x), _np.asarray(y))


        def logical_and(x, y, name=None):
            """True where both are."""
            return _np.logical_and(_np.asarray(x), _np.asarray(y))


        def logical_or(x, y, name=None):
            """True where one is."""
            return _np.logical_or(_np.asarray(x), _np.asarray(y))


        def logical_not(x, name=None):
            """True where x is not."""
            return _np.logical_not(_np.asarray(x))


        def asinh(x, name=None):
            """The inverse of sinh."""
            return _ops.arcsinh(x)


        def acosh(x, name=None):
            """The inverse of cosh."""
            return _ops.arccosh(x)


        def atanh(x, name=None):
            """The inverse of tanh."""
            return _ops.arctanh(x)
        """#
}
