import LoopTable

/// What the processor multiplies and adds at most: sums in registers, nothing read or written.
enum Peak {
    /// Each round multiplies and adds six times sixteen numbers. The result tells nothing; it keeps the work from being left
    /// out.
    static func multiply(_ rounds: Int) -> Float {
        let x = Vector(repeating: 0.999), y = Vector(repeating: 0.001)
        var (a, b, c) = (x, y, x + y)
        #if FMA
            var (d, e, f) = (x + 1, y + 1, x + 2)
            for _ in 0..<rounds {
                a = fused(a, x, y)
                b = fused(b, x, y)
                c = fused(c, x, y)
                d = fused(d, x, y)
                e = fused(e, x, y)
                f = fused(f, x, y)
            }
            return (a + b + c + d + e + f).sum()
        #else
            // Sixteen numbers take four registers of sixteen: no more than three sums fit.
            for _ in 0..<(2 * rounds) {
                a = fused(a, x, y)
                b = fused(b, x, y)
                c = fused(c, x, y)
            }
            return (a + b + c).sum()
        #endif
    }

    /// Operations of a round.
    static let operations = 6 * 16 * 2
}
