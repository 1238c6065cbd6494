/// Sums, products, quotients, powers, greater and smaller of two.

extension Ufunc {
    /// Functions of two numbers.
    static let arithmetic: [Ufunc] = [
        Ufunc(
            "add", "Add arguments element-wise.", identity: .int(0),
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x | y) != 0 }
                    }
                ],
                AddIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in x + y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in x + y }
                    }))),
        Ufunc(
            "subtract", "Subtract arguments, element-wise.",
            loops: loops(
                SubtractIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in x - y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in x - y }
                    }))),
        Ufunc(
            "multiply", "Multiply arguments element-wise.", identity: .int(1),
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x & y) != 0 }
                    }
                ],
                MultiplyIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in x * y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in x * y }
                    }))),
        Ufunc(
            "divide", "Divide arguments element-wise.", integersAs: .float64,
            loops: loops(
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in x / y }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in x / y }
                    }))),
        Ufunc(
            "floor_divide", "Return the largest integer smaller or equal to the division of the inputs.",
            loops: loops(
                FloorDivideIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in Division.floor(x, y) }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            Division.floor(x, y)
                        }
                    }))),
        Ufunc(
            "remainder", "Returns the element-wise remainder of division.",
            loops: loops(
                RemainderIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in Division.modulo(x, y)
                        }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            Division.modulo(x, y)
                        }
                    }))),
        Ufunc(
            "fmod", "Returns the element-wise remainder of division, with the sign of the dividend.",
            loops: loops(
                FmodIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in
                            x.truncatingRemainderOf(y)
                        }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            x.truncatingRemainderOf(y)
                        }
                    }))),
        Ufunc(
            "power", "First array elements raised to powers from second array, element-wise.",
            loops: loops(
                PowerIntegers().all,
                [
                    .same(
                        .float16,
                        UfuncLoops.halves(
                            { (a, sa, b, sb, o, so, n) in
                                UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in
                                    Power.of(x, y)
                                }
                            }, result: .float16)),
                    .same(.float32) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in
                            if x == 0 && y == -.infinity { return Float(Power.zeroToMinusInfinity()) }
                            return Power.of(x, y)
                        }
                    },
                    .same(.float64) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            if x == 0 && y == -.infinity { return Power.zeroToMinusInfinity() }
                            return Power.of(x, y)
                        }
                    },
                ])),
        Ufunc(
            "maximum", "Element-wise maximum of array elements; NaN wins.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x | y) != 0 }
                    }
                ],
                MaximumIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in
                            x >= y || x != x ? x : y
                        }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            x > y || x != x ? x : y
                        }
                    }))),
        Ufunc(
            "minimum", "Element-wise minimum of array elements; NaN wins.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x & y) != 0 }
                    }
                ],
                MinimumIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in
                            x <= y || x != x ? x : y
                        }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            x < y || x != x ? x : y
                        }
                    }))),
        Ufunc(
            "fmax", "Element-wise maximum of array elements; NaN loses.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x | y) != 0 }
                    }
                ],
                FmaxIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in
                            x >= y || y != y ? x : y
                        }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            x >= y || y != y ? x : y
                        }
                    }))),
        Ufunc(
            "fmin", "Element-wise minimum of array elements; NaN loses.",
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x & y) != 0 }
                    }
                ],
                FminIntegers().all,
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in
                            x <= y || y != y ? x : y
                        }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            x <= y || y != y ? x : y
                        }
                    }))),
        Ufunc(
            "gcd", "Returns the greatest common divisor.", identity: .int(0),
            loops: loops(
                GcdIntegers().all)),
    ]

    private static func loops(_ parts: [Loop]...) -> [Loop] { parts.flatMap { $0 } }
}

private struct AddIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x &+ y }
        }
    }
}

private struct SubtractIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x &- y }
        }
    }
}

private struct MultiplyIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x &* y }
        }
    }
}

private struct FloorDivideIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in Division.floor(x, y) }
        }
    }
}

private struct RemainderIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in Division.modulo(x, y) }
        }
    }
}

private struct FmodIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in Division.remainder(x, y) }
        }
    }
}

private struct PowerIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in Division.power(x, y) }
        }
    }
}

private struct MaximumIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x > y ? x : y }
        }
    }
}

private struct MinimumIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x < y ? x : y }
        }
    }
}

private struct FmaxIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x > y ? x : y }
        }
    }
}

private struct FminIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x < y ? x : y }
        }
    }
}

private struct GcdIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in Division.divisor(x, y) }
        }
    }
}
