/// Functions of float32 by way of float64, where they are exact to the last place of the result but for a hair: the final
/// rounding tells of overflow and underflow.
enum SinglePrecision {
    static func exp(_ a: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(a, out, n) { (x: SIMD8<Float>) in SIMD8<Float>(Exponential.values(Doubles(x))) }
    }

    static func log(_ a: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(a, out, n) { (x: SIMD8<Float>) in SIMD8<Float>(Logarithm.values(Doubles(x))) }
    }
}
