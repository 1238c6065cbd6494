import LoopTable

/// Truth values: bytes of which everything but 0 is true; answers are 0 or 1.
enum TruthLoops {
    /// Eight times eight of them.
    private typealias Truths = SIMD8<UInt64>

    static let all: ArrayTable.Rows = (
        unary: [("logical_not", not), ("invert", not)],
        binary: [
            ("bitwise_and", { (a, sa, b, sb, o, n) in binary(a, sa, b, sb, o, n) { truth($0 & $1) } }),
            ("bitwise_or", { (a, sa, b, sb, o, n) in binary(a, sa, b, sb, o, n) { truth($0 | $1) } }),
            ("bitwise_xor", { (a, sa, b, sb, o, n) in binary(a, sa, b, sb, o, n) { truth($0 ^ $1) } }),
            ("logical_and", { (a, sa, b, sb, o, n) in binary(a, sa, b, sb, o, n) { truth($0) & truth($1) } }),
            ("logical_or", { (a, sa, b, sb, o, n) in binary(a, sa, b, sb, o, n) { truth($0 | $1) } }),
            ("logical_xor", { (a, sa, b, sb, o, n) in binary(a, sa, b, sb, o, n) { truth($0) ^ truth($1) } }),
        ]
    )

    /// How many of n bytes, each 0 or 1, are 1.
    static func count(_ x: UnsafePointer<UInt8>, _ n: Int) -> Int {
        var sum: UInt64 = 0
        for i in 0..<n { sum &+= UInt64(x[i]) }
        return Int(sum)
    }

    private static let not: ArrayLoops.Unary = { (a, o, n) in
        Elementwise.run(a, o, n) { (x: Truths) in truth(x) ^ Truths(repeating: 0x0101_0101_0101_0101) }
    }

    @inline(__always)
    private static func binary(
        _ a: UnsafeRawPointer, _ isNumberA: Bool, _ b: UnsafeRawPointer, _ isNumberB: Bool,
        _ out: UnsafeMutableRawPointer, _ n: Int, _ f: (Truths, Truths) -> Truths
    ) {
        if isNumberA || isNumberB {
            let number = Truths(repeating: UInt64((isNumberA ? a : b).load(as: UInt8.self)) &* 0x0101_0101_0101_0101)
            return Elementwise.run(isNumberA ? b : a, out, n) { (x: Truths) in f(x, number) }
        }
        Elementwise.run(a, b, out, n, f)
    }

    /// 1 for every byte but 0: the sum of its low bits and 127 carries into the highest bit, or that is set already.
    @inline(__always) private static func truth(_ x: Truths) -> Truths {
        let low = Truths(repeating: 0x7f7f_7f7f_7f7f_7f7f)
        return ((((x & low) &+ low) | x) &>> 7) & Truths(repeating: 0x0101_0101_0101_0101)
    }
}
