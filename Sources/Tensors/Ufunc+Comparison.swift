/// Questions about two numbers.

extension Ufunc {
    /// Functions of two numbers that answer true or false.
    static let comparisons: [Ufunc] = [
        Ufunc(
            "greater", "Return the truth value of (x1 > x2) element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in x > y }
                    }
                ],
                GreaterIntegers().all,
                Loop.floatTests(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Bool in x > y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Bool in x > y }
                    }))),
        Ufunc(
            "greater_equal", "Return the truth value of (x1 >= x2) element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in x >= y }
                    }
                ],
                GreaterEqualIntegers().all,
                Loop.floatTests(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Bool in x >= y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Bool in x >= y }
                    }))),
        Ufunc(
            "less", "Return the truth value of (x1 < x2) element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in x < y }
                    }
                ],
                LessIntegers().all,
                Loop.floatTests(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Bool in x < y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Bool in x < y }
                    }))),
        Ufunc(
            "less_equal", "Return the truth value of (x1 <= x2) element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in x <= y }
                    }
                ],
                LessEqualIntegers().all,
                Loop.floatTests(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Bool in x <= y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Bool in x <= y }
                    }))),
        Ufunc(
            "equal", "Return (x1 == x2) element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in x == y }
                    }
                ],
                EqualIntegers().all,
                Loop.floatTests(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Bool in x == y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Bool in x == y }
                    }))),
        Ufunc(
            "not_equal", "Return (x1 != x2) element-wise.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in x != y }
                    }
                ],
                NotEqualIntegers().all,
                Loop.floatTests(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Bool in x != y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Bool in x != y }
                    }))),
        Ufunc(
            "logical_and", "Compute the truth value of x1 AND x2 element-wise.", identity: .bool(true),
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x != 0) && (y != 0) }
                    }
                ],
                LogicalAndIntegers().all,
                Loop.floatTests(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Bool in (x != 0) && (y != 0) }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Bool in (x != 0) && (y != 0)
                        }
                    }))),
        Ufunc(
            "logical_or", "Compute the truth value of x1 OR x2 element-wise.", identity: .bool(false),
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x != 0) || (y != 0) }
                    }
                ],
                LogicalOrIntegers().all,
                Loop.floatTests(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Bool in (x != 0) || (y != 0) }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Bool in (x != 0) || (y != 0)
                        }
                    }))),
        Ufunc(
            "logical_xor", "Compute the truth value of x1 XOR x2, element-wise.", identity: .bool(false),
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x != 0) != (y != 0) }
                    }
                ],
                LogicalXorIntegers().all,
                Loop.floatTests(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Bool in (x != 0) != (y != 0) }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Bool in (x != 0) != (y != 0)
                        }
                    }))),
    ]

    private static func loops(_ parts: [Loop]...) -> [Loop] { parts.flatMap { $0 } }
}

private struct GreaterIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> Bool in x > y }
        }
    }
}

private struct GreaterEqualIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> Bool in x >= y }
        }
    }
}

private struct LessIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> Bool in x < y }
        }
    }
}

private struct LessEqualIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> Bool in x <= y }
        }
    }
}

private struct EqualIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> Bool in x == y }
        }
    }
}

private struct NotEqualIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> Bool in x != y }
        }
    }
}

private struct LogicalAndIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> Bool in (x != 0) && (y != 0) }
        }
    }
}

private struct LogicalOrIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> Bool in (x != 0) || (y != 0) }
        }
    }
}

private struct LogicalXorIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .test(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> Bool in (x != 0) != (y != 0) }
        }
    }
}
