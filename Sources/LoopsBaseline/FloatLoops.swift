import LoopTable

/// Arithmetic and comparisons of floating-point elements, as NumPy defines them: NaN wins among the greater and the smaller.
enum FloatLoops {
    /// float64.
    static let doubles: ArrayTable.Rows = (
        unary: [
            ("negative", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD8<Double>) in Bits.opposite(x) } }),
            ("absolute", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD8<Double>) in Bits.magnitude(x) } }),
            ("fabs", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD8<Double>) in Bits.magnitude(x) } }),
            ("sqrt", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD8<Double>) in x.squareRoot() } }),
            ("square", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD8<Double>) in x * x } }),
            (
                "reciprocal",
                { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD8<Double>) in SIMD8<Double>(repeating: 1) / x } }
            ),
            ("exp", Exponential.exp),
            ("log", Logarithm.log),
            ("sin", Trigonometry.sin),
            ("cos", Trigonometry.cos),
        ],
        binary: [
            (
                "add",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Double>, y: SIMD8<Double>) in x + y }
                }
            ),
            (
                "subtract",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Double>, y: SIMD8<Double>) in x - y }
                }
            ),
            (
                "multiply",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Double>, y: SIMD8<Double>) in x * y }
                }
            ),
            (
                "divide",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Double>, y: SIMD8<Double>) in x / y }
                }
            ),
            (
                "maximum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Double>, y: SIMD8<Double>) in
                        y.replacing(with: x, where: (x .> y) .| (x .!= x))
                    }
                }
            ),
            (
                "minimum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Double>, y: SIMD8<Double>) in
                        y.replacing(with: x, where: (x .< y) .| (x .!= x))
                    }
                }
            ),
            ("greater", { (a, sa, b, sb, o, n) in Elementwise.test(Double.self, a, sa, b, sb, o, n) { $0 > $1 } }),
            (
                "greater_equal",
                { (a, sa, b, sb, o, n) in Elementwise.test(Double.self, a, sa, b, sb, o, n) { $0 >= $1 } }
            ),
            ("less", { (a, sa, b, sb, o, n) in Elementwise.test(Double.self, a, sa, b, sb, o, n) { $0 < $1 } }),
            ("less_equal", { (a, sa, b, sb, o, n) in Elementwise.test(Double.self, a, sa, b, sb, o, n) { $0 <= $1 } }),
            ("equal", { (a, sa, b, sb, o, n) in Elementwise.test(Double.self, a, sa, b, sb, o, n) { $0 == $1 } }),
            ("not_equal", { (a, sa, b, sb, o, n) in Elementwise.test(Double.self, a, sa, b, sb, o, n) { $0 != $1 } }),
        ]
    )

    /// float32.
    static let singles: ArrayTable.Rows = (
        unary: [
            ("negative", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD16<Float>) in Bits.opposite(x) } }),
            ("absolute", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD16<Float>) in Bits.magnitude(x) } }),
            ("fabs", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD16<Float>) in Bits.magnitude(x) } }),
            ("sqrt", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD16<Float>) in x.squareRoot() } }),
            ("square", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD16<Float>) in x * x } }),
            (
                "reciprocal",
                { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD16<Float>) in SIMD16<Float>(repeating: 1) / x } }
            ),
            ("exp", SinglePrecision.exp),
            ("log", SinglePrecision.log),
        ],
        binary: [
            (
                "add",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Float>, y: SIMD16<Float>) in x + y }
                }
            ),
            (
                "subtract",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Float>, y: SIMD16<Float>) in x - y }
                }
            ),
            (
                "multiply",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Float>, y: SIMD16<Float>) in x * y }
                }
            ),
            (
                "divide",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Float>, y: SIMD16<Float>) in x / y }
                }
            ),
            (
                "maximum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Float>, y: SIMD16<Float>) in
                        y.replacing(with: x, where: (x .> y) .| (x .!= x))
                    }
                }
            ),
            (
                "minimum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Float>, y: SIMD16<Float>) in
                        y.replacing(with: x, where: (x .< y) .| (x .!= x))
                    }
                }
            ),
            ("greater", { (a, sa, b, sb, o, n) in Elementwise.test(Float.self, a, sa, b, sb, o, n) { $0 > $1 } }),
            (
                "greater_equal",
                { (a, sa, b, sb, o, n) in Elementwise.test(Float.self, a, sa, b, sb, o, n) { $0 >= $1 } }
            ),
            ("less", { (a, sa, b, sb, o, n) in Elementwise.test(Float.self, a, sa, b, sb, o, n) { $0 < $1 } }),
            ("less_equal", { (a, sa, b, sb, o, n) in Elementwise.test(Float.self, a, sa, b, sb, o, n) { $0 <= $1 } }),
            ("equal", { (a, sa, b, sb, o, n) in Elementwise.test(Float.self, a, sa, b, sb, o, n) { $0 == $1 } }),
            ("not_equal", { (a, sa, b, sb, o, n) in Elementwise.test(Float.self, a, sa, b, sb, o, n) { $0 != $1 } }),
        ]
    )
}

/// Changes of single bits of floating-point numbers.
private enum Bits {
    @inline(__always) static func magnitude(_ x: SIMD8<Double>) -> SIMD8<Double> {
        unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt64>.self) & (UInt64.max >> 1), to: SIMD8<Double>.self)
    }

    @inline(__always) static func magnitude(_ x: SIMD16<Float>) -> SIMD16<Float> {
        unsafeBitCast(unsafeBitCast(x, to: SIMD16<UInt32>.self) & (UInt32.max >> 1), to: SIMD16<Float>.self)
    }

    /// The numbers with their signs changed, of zeros too: the vectors' own minus subtracts from 0, which gives 0 for 0.
    @inline(__always) static func opposite(_ x: SIMD8<Double>) -> SIMD8<Double> {
        unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt64>.self) ^ (1 << 63), to: SIMD8<Double>.self)
    }

    @inline(__always) static func opposite(_ x: SIMD16<Float>) -> SIMD16<Float> {
        unsafeBitCast(unsafeBitCast(x, to: SIMD16<UInt32>.self) ^ (1 << 31), to: SIMD16<Float>.self)
    }
}
