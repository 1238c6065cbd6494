import CProcessor
import Glibc

/// Functions of elements that programs use rarely: steps between numbers, powers in float64, bits that are set.
extension Ufunc {
    static let further: [Ufunc] = [
        Ufunc(
            "float_power", "First array elements raised to powers from second array, in float64.",
            integersAs: .float64,
            loops: [
                .same(.float64) { (a, sa, b, sb, o, so, n) in
                    UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in Power.of(x, y) }
                }
            ]),
        Ufunc(
            "logaddexp2", "Logarithm of the sum of powers of two, base 2.",
            loops: Loop.floats(
                { (a, sa, b, sb, o, so, n) in
                    UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in
                        Float(Power.logAddExp2(Double(x), Double(y)))
                    }
                },
                { (a, sa, b, sb, o, so, n) in
                    UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                        Power.logAddExp2(x, y)
                    }
                })),
        Ufunc(
            "nextafter", "Return the next floating-point value after x1 towards x2, element-wise.",
            loops: [
                .same(.float16) { (a, sa, b, sb, o, so, n) in
                    UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float16, y: Float16) -> Float16 in
                        if x != x || y != y { return x + y }
                        return x == y ? y : x < y ? x.nextUp : x.nextDown
                    }
                },
                .same(.float32) { (a, sa, b, sb, o, so, n) in
                    UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in nextafterf(x, y) }
                },
                .same(.float64) { (a, sa, b, sb, o, so, n) in
                    UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in nextafter(x, y) }
                },
            ]),
        Ufunc(
            "spacing", "Return the distance between x and the nearest adjacent number.",
            loops: [
                .same(.float16) { (a, sa, o, so, n) in
                    UfuncLoops.run(a, sa, o, so, n) { (x: Float16) -> Float16 in
                        // Always positive, and beyond the greatest number infinite, as NumPy has it for this type.
                        if !x.isFinite { return Float16(Power.notOrdered(.nan)) }
                        if x == .greatestFiniteMagnitude { return Power.overflow() }
                        // Below zero the next number towards zero counts.
                        let isPower = x.significandBitPattern == 0 && x.isNormal
                        return x.sign == .minus && isPower ? x.magnitude.ulp / 2 : x.magnitude.ulp
                    }
                },
                .same(.float32) { (a, sa, o, so, n) in
                    UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in
                        x.isFinite ? (x.sign == .minus ? -1 : 1) * x.magnitude.ulp : .nan
                    }
                },
                .same(.float64) { (a, sa, o, so, n) in
                    UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in
                        x.isFinite ? (x.sign == .minus ? -1 : 1) * x.magnitude.ulp : .nan
                    }
                },
            ]),
        Ufunc("lcm", "Returns the lowest common multiple.", loops: LcmIntegers().all),
    ]
}

private struct LcmIntegers: IntegerRuns {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop {
        .same(T.dtype) { (a, sa, b, sb, o, so, n) in
            UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: T, y: T) -> T in
                let divisor = Division.divisor(x, y)
                if divisor == 0 { return 0 }
                let multiple = x.wrappingQuotient(by: divisor) &* y
                return multiple < 0 ? 0 &- multiple : multiple
            }
        }
    }
}

extension FixedWidthInteger {
    /// The quotient, wrapping where it does not fit.
    @inline(__always) fileprivate func wrappingQuotient(by divisor: Self) -> Self {
        dividedReportingOverflow(by: divisor).partialValue
    }
}

extension Power {
    /// Infinity, with the processor's flag that says so.
    @inline(never) static func overflow() -> Float16 {
        processor_raise_float_flags(8)
        return .infinity
    }

    static func logAddExp2(_ x: Double, _ y: Double) -> Double {
        if x == y { return x + 1 }
        let gap = x - y
        if gap > 0 { return x + log1p(exp2(-gap)) * 1.4426950408889634 }
        return gap <= 0 ? y + log1p(exp2(gap)) * 1.4426950408889634 : notOrdered(gap)
    }

    /// NaN, with the flag that NumPy's comparison of it raises.
    @inline(never) static func notOrdered(_ gap: Double) -> Double {
        processor_raise_float_flags(1)
        return gap
    }

    /// Zero to the power of minus infinity, with the flag of a division by zero, as NumPy's loops over arrays have it.
    @inline(never) static func zeroToMinusInfinity() -> Double {
        processor_raise_float_flags(4)
        return .infinity
    }
}
