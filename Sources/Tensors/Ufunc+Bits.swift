/// Integers as rows of bits.

extension Ufunc {
    /// Functions of the bits of two integers.
    static let bits: [Ufunc] = [
        Ufunc(
            "bitwise_and", "Compute the bit-wise AND of two arrays element-wise.", identity: .int(-1),
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x & y) != 0 }
                    }
                ],
                BitwiseAndIntegers().all)),
        Ufunc(
            "bitwise_or", "Compute the bit-wise OR of two arrays element-wise.", identity: .int(0),
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x | y) != 0 }
                    }
                ],
                BitwiseOrIntegers().all)),
        Ufunc(
            "bitwise_xor", "Compute the bit-wise XOR of two arrays element-wise.", identity: .int(0),
            loops: loops(
                [
                    .test(.bool) { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: UInt8, y: UInt8) -> Bool in (x ^ y) != 0 }
                    }
                ],
                BitwiseXorIntegers().all)),
        Ufunc(
            "left_shift", "Shift the bits of an integer to the left.",
            loops: loops(
                LeftShiftIntegers().all)),
        Ufunc(
            "right_shift", "Shift the bits of an integer to the right.",
            loops: loops(
                RightShiftIntegers().all)),
    ]

    private static func loops(_ parts: [Loop]...) -> [Loop] { parts.flatMap { $0 } }
}

private struct BitwiseAndIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x & y }
        }
    }
}

private struct BitwiseOrIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x | y }
        }
    }
}

private struct BitwiseXorIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in x ^ y }
        }
    }
}

private struct LeftShiftIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in
                y >= 0 && y < T.bitWidth ? x &<< y : 0
            }
        }
    }
}

private struct RightShiftIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in
                y >= 0 && y < T.bitWidth ? x &>> y : (x < 0 ? ~0 : 0)
            }
        }
    }
}
