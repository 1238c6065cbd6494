import LoopTable

/// Arithmetic, bits and comparisons of integers, which wrap around.
enum IntegerLoops {
    /// int64.
    static let long: ArrayTable.Rows = (
        unary: [
            ("negative", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD8<Int64>) in 0 &- x } }),
            ("square", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD8<Int64>) in x &* x } }),
        ],
        binary: [
            (
                "add",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in x &+ y }
                }
            ),
            (
                "subtract",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in x &- y }
                }
            ),
            (
                "multiply",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in x &* y }
                }
            ),
            (
                "maximum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in
                        y.replacing(with: x, where: x .> y)
                    }
                }
            ),
            (
                "minimum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in
                        y.replacing(with: x, where: x .< y)
                    }
                }
            ),
            (
                "bitwise_and",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in x & y }
                }
            ),
            (
                "bitwise_or",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in x | y }
                }
            ),
            (
                "bitwise_xor",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in x ^ y }
                }
            ),
            ("greater", { (a, sa, b, sb, o, n) in Elementwise.test(Int64.self, a, sa, b, sb, o, n) { $0 > $1 } }),
            (
                "greater_equal",
                { (a, sa, b, sb, o, n) in Elementwise.test(Int64.self, a, sa, b, sb, o, n) { $0 >= $1 } }
            ),
            ("less", { (a, sa, b, sb, o, n) in Elementwise.test(Int64.self, a, sa, b, sb, o, n) { $0 < $1 } }),
            ("less_equal", { (a, sa, b, sb, o, n) in Elementwise.test(Int64.self, a, sa, b, sb, o, n) { $0 <= $1 } }),
            ("equal", { (a, sa, b, sb, o, n) in Elementwise.test(Int64.self, a, sa, b, sb, o, n) { $0 == $1 } }),
            ("not_equal", { (a, sa, b, sb, o, n) in Elementwise.test(Int64.self, a, sa, b, sb, o, n) { $0 != $1 } }),
        ]
    )

    /// int32.
    static let short: ArrayTable.Rows = (
        unary: [
            ("negative", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD16<Int32>) in 0 &- x } }),
            ("square", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD16<Int32>) in x &* x } }),
        ],
        binary: [
            (
                "add",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in x &+ y }
                }
            ),
            (
                "subtract",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in x &- y }
                }
            ),
            (
                "multiply",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in x &* y }
                }
            ),
            (
                "maximum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in
                        y.replacing(with: x, where: x .> y)
                    }
                }
            ),
            (
                "minimum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in
                        y.replacing(with: x, where: x .< y)
                    }
                }
            ),
            (
                "bitwise_and",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in x & y }
                }
            ),
            (
                "bitwise_or",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in x | y }
                }
            ),
            (
                "bitwise_xor",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in x ^ y }
                }
            ),
            ("greater", { (a, sa, b, sb, o, n) in Elementwise.test(Int32.self, a, sa, b, sb, o, n) { $0 > $1 } }),
            (
                "greater_equal",
                { (a, sa, b, sb, o, n) in Elementwise.test(Int32.self, a, sa, b, sb, o, n) { $0 >= $1 } }
            ),
            ("less", { (a, sa, b, sb, o, n) in Elementwise.test(Int32.self, a, sa, b, sb, o, n) { $0 < $1 } }),
            ("less_equal", { (a, sa, b, sb, o, n) in Elementwise.test(Int32.self, a, sa, b, sb, o, n) { $0 <= $1 } }),
            ("equal", { (a, sa, b, sb, o, n) in Elementwise.test(Int32.self, a, sa, b, sb, o, n) { $0 == $1 } }),
            ("not_equal", { (a, sa, b, sb, o, n) in Elementwise.test(Int32.self, a, sa, b, sb, o, n) { $0 != $1 } }),
        ]
    )

    /// uint8, whose answers could lie over an operand: no comparisons.
    static let bytes: ArrayTable.Rows = (
        unary: [
            ("negative", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD32<UInt8>) in 0 &- x } }),
            ("square", { (a, o, n) in Elementwise.unary(a, o, n) { (x: SIMD32<UInt8>) in x &* x } }),
        ],
        binary: [
            (
                "add",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD32<UInt8>, y: SIMD32<UInt8>) in x &+ y }
                }
            ),
            (
                "subtract",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD32<UInt8>, y: SIMD32<UInt8>) in x &- y }
                }
            ),
            (
                "multiply",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD32<UInt8>, y: SIMD32<UInt8>) in x &* y }
                }
            ),
            (
                "maximum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD32<UInt8>, y: SIMD32<UInt8>) in
                        y.replacing(with: x, where: x .> y)
                    }
                }
            ),
            (
                "minimum",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD32<UInt8>, y: SIMD32<UInt8>) in
                        y.replacing(with: x, where: x .< y)
                    }
                }
            ),
            (
                "bitwise_and",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD32<UInt8>, y: SIMD32<UInt8>) in x & y }
                }
            ),
            (
                "bitwise_or",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD32<UInt8>, y: SIMD32<UInt8>) in x | y }
                }
            ),
            (
                "bitwise_xor",
                { (a, sa, b, sb, o, n) in
                    Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD32<UInt8>, y: SIMD32<UInt8>) in x ^ y }
                }
            ),
        ]
    )
}
