/// Signs, rounding, squares and questions about one number.

extension Ufunc {
    /// Functions of one number.
    static let unary: [Ufunc] = [
        Ufunc(
            "negative", "Numerical negative, element-wise.",
            loops: loops(
                NegativeIntegers().all,
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in -x } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in -x } }))),
        Ufunc(
            "positive", "Numerical positive, element-wise.",
            loops: loops(
                PositiveIntegers().all,
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x } }))),
        Ufunc(
            "absolute", "Calculate the absolute value element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: UInt8) -> Bool in x != 0 }
                    }
                ],
                AbsoluteIntegers().all,
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x.magnitude } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x.magnitude } }))),
        Ufunc(
            "sign", "Returns an element-wise indication of the sign of a number.",
            loops: loops(
                SignIntegers().all,
                Loop.floats(
                    { (a, sa, o, so, n) in
                        UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in
                            x > 0 ? 1 : (x < 0 ? -1 : (x == 0 ? 0 : x))
                        }
                    },
                    { (a, sa, o, so, n) in
                        UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in
                            x > 0 ? 1 : (x < 0 ? -1 : (x == 0 ? 0 : x))
                        }
                    }))),
        Ufunc(
            "square", "Return the element-wise square of the input.",
            loops: loops(
                SquareIntegers().all,
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x * x } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x * x } }))),
        Ufunc(
            "reciprocal", "Return the reciprocal of the argument, element-wise.",
            loops: loops(
                ReciprocalIntegers().all,
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in 1 / x } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in 1 / x } }))),
        Ufunc(
            "sqrt", "Return the non-negative square-root of an array, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x.squareRoot() } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x.squareRoot() } }
                ))),
        Ufunc(
            "floor", "Return the floor of the input, element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: UInt8) -> Bool in x != 0 }
                    }
                ],
                FloorIntegers().all,
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x.rounded(.down) }
                    },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x.rounded(.down) }
                    }))),
        Ufunc(
            "ceil", "Return the ceiling of the input, element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: UInt8) -> Bool in x != 0 }
                    }
                ],
                CeilIntegers().all,
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x.rounded(.up) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x.rounded(.up) } }
                ))),
        Ufunc(
            "trunc", "Return the truncated value of the input, element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: UInt8) -> Bool in x != 0 }
                    }
                ],
                TruncIntegers().all,
                Loop.floats(
                    { (a, sa, o, so, n) in
                        UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x.rounded(.towardZero) }
                    },
                    { (a, sa, o, so, n) in
                        UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x.rounded(.towardZero) }
                    }))),
        Ufunc(
            "rint", "Round elements of the array to the nearest integer, halves to even.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in
                        UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x.rounded(.toNearestOrEven) }
                    },
                    { (a, sa, o, so, n) in
                        UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x.rounded(.toNearestOrEven) }
                    }))),
        Ufunc(
            "isnan", "Test element-wise for NaN and return result as a boolean array.",
            loops: loops(
                [.test(.bool) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: UInt8) -> Bool in x > 1 } }],
                IsnanIntegers().all,
                Loop.floatTests(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Bool in x != x } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Bool in x != x } }))),
        Ufunc(
            "isinf", "Test element-wise for positive or negative infinity.",
            loops: loops(
                [.test(.bool) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: UInt8) -> Bool in x > 1 } }],
                IsinfIntegers().all,
                Loop.floatTests(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Bool in x.isInfinite } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Bool in x.isInfinite } }))),
        Ufunc(
            "isfinite", "Test element-wise for finiteness (not infinity and not NaN).",
            loops: loops(
                [
                    .test(.bool) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: UInt8) -> Bool in x <= 1 }
                    }
                ],
                IsfiniteIntegers().all,
                Loop.floatTests(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Bool in x.isFinite } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Bool in x.isFinite } }))),
        Ufunc(
            "signbit", "Returns element-wise True where signbit is set (less than zero).",
            loops: loops(
                Loop.floatTests(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Bool in x.sign == .minus } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Bool in x.sign == .minus } }
                ))),
        Ufunc(
            "logical_not", "Compute the truth value of NOT x element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: UInt8) -> Bool in x == 0 }
                    }
                ],
                LogicalNotIntegers().all,
                Loop.floatTests(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Bool in x == 0 } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Bool in x == 0 } }))),
        Ufunc(
            "invert", "Compute bit-wise inversion, or bit-wise NOT, element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: UInt8) -> Bool in x == 0 }
                    }
                ],
                InvertIntegers().all)),
    ]

    private static func loops(_ parts: [Loop]...) -> [Loop] { parts.flatMap { $0 } }
}

private struct NegativeIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in 0 &- x } }
    }
}

private struct PositiveIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in x } }
    }
}

private struct AbsoluteIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in x < 0 ? 0 &- x : x } }
    }
}

private struct SignIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in
            UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in x > 0 ? 1 : (x < 0 ? 0 &- 1 : 0) }
        }
    }
}

private struct SquareIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in x &* x } }
    }
}

private struct ReciprocalIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in
            UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in
                // As C casts 1 / x: cut off, and for zero what its conversion of infinity gives.
                let quotient = T(casting: 1 / x.asDouble)
                return x == 0 && T.dtype == .int32 ? T.min : quotient
            }
        }
    }
}

private struct FloorIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in x } }
    }
}

private struct CeilIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in x } }
    }
}

private struct TruncIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in x } }
    }
}

private struct IsnanIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> Bool in x.isNotNumber } }
    }
}

private struct IsinfIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> Bool in x.isNotNumber } }
    }
}

private struct IsfiniteIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> Bool in !x.isNotNumber } }
    }
}

private struct LogicalNotIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> Bool in x == 0 } }
    }
}

private struct InvertIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: T) -> T in ~x } }
    }
}
