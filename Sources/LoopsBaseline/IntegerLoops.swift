import LoopTable

/// Arithmetic, bits and comparisons of integers, which wrap around.
enum IntegerLoops {
    /// int64.
    static let long: ArrayTable.Rows = rows(
        SIMD8<Int64>.self,
        maximum: { (a, sa, b, sb, o, n) in
            Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in
                y.replacing(with: x, where: x .> y)
            }
        },
        minimum: { (a, sa, b, sb, o, n) in
            Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD8<Int64>, y: SIMD8<Int64>) in
                y.replacing(with: x, where: x .< y)
            }
        }, tests: tests(Int64.self))

    /// int32.
    static let short: ArrayTable.Rows = rows(
        SIMD16<Int32>.self,
        maximum: { (a, sa, b, sb, o, n) in
            Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in
                y.replacing(with: x, where: x .> y)
            }
        },
        minimum: { (a, sa, b, sb, o, n) in
            Elementwise.binary(a, sa, b, sb, o, n) { (x: SIMD16<Int32>, y: SIMD16<Int32>) in
                y.replacing(with: x, where: x .< y)
            }
        }, tests: tests(Int32.self))

    /// uint8, whose answers could lie over an operand: no comparisons. Written out, since the operators of any vector
    /// take ten times as long here.
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

    /// The rows of vectors of integers. Extremes come from outside: written for any vector, they would be compared
    /// element by element, which takes five times as long.
    @inline(__always)
    private static func rows<V: SIMD & Sendable>(
        _ vector: V.Type, maximum: @escaping ArrayLoops.Binary, minimum: @escaping ArrayLoops.Binary,
        tests: [(String, ArrayLoops.Binary)]
    ) -> ArrayTable.Rows where V.Scalar: FixedWidthInteger {
        (
            unary: [
                ("negative", { (a, o, n) in Elementwise.unary(a, o, n) { (x: V) in V() &- x } }),
                ("square", { (a, o, n) in Elementwise.unary(a, o, n) { (x: V) in x &* x } }),
            ],
            binary: [
                ("add", { (a, sa, b, sb, o, n) in Elementwise.binary(a, sa, b, sb, o, n) { (x: V, y: V) in x &+ y } }),
                (
                    "subtract",
                    { (a, sa, b, sb, o, n) in Elementwise.binary(a, sa, b, sb, o, n) { (x: V, y: V) in x &- y } }
                ),
                (
                    "multiply",
                    { (a, sa, b, sb, o, n) in Elementwise.binary(a, sa, b, sb, o, n) { (x: V, y: V) in x &* y } }
                ),
                ("maximum", maximum), ("minimum", minimum),
                (
                    "bitwise_and",
                    { (a, sa, b, sb, o, n) in Elementwise.binary(a, sa, b, sb, o, n) { (x: V, y: V) in x & y } }
                ),
                (
                    "bitwise_or",
                    { (a, sa, b, sb, o, n) in Elementwise.binary(a, sa, b, sb, o, n) { (x: V, y: V) in x | y } }
                ),
                (
                    "bitwise_xor",
                    { (a, sa, b, sb, o, n) in Elementwise.binary(a, sa, b, sb, o, n) { (x: V, y: V) in x ^ y } }
                ),
            ] + tests
        )
    }

    /// The comparisons of a type.
    @inline(__always)
    private static func tests<T: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ type: T.Type
    ) -> [(String, ArrayLoops.Binary)] {
        [
            ("greater", { (a, sa, b, sb, o, n) in Elementwise.test(T.self, a, sa, b, sb, o, n) { $0 > $1 } }),
            ("greater_equal", { (a, sa, b, sb, o, n) in Elementwise.test(T.self, a, sa, b, sb, o, n) { $0 >= $1 } }),
            ("less", { (a, sa, b, sb, o, n) in Elementwise.test(T.self, a, sa, b, sb, o, n) { $0 < $1 } }),
            ("less_equal", { (a, sa, b, sb, o, n) in Elementwise.test(T.self, a, sa, b, sb, o, n) { $0 <= $1 } }),
            ("equal", { (a, sa, b, sb, o, n) in Elementwise.test(T.self, a, sa, b, sb, o, n) { $0 == $1 } }),
            ("not_equal", { (a, sa, b, sb, o, n) in Elementwise.test(T.self, a, sa, b, sb, o, n) { $0 != $1 } }),
        ]
    }
}
