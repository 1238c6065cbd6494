import Glibc

/// Normal and exponential numbers by the ziggurat method, with NumPy's layers and order of draws.
enum Ziggurat {
    private static let normalEdge = 3.6541528853610087963519472518
    private static let normalEdgeInverse = 0.27366123732975827203338247596
    private static let exponentialEdge = 7.69711747013104972

    /// A standard normal number.
    static func normal(_ bits: inout some RandomBits) -> Double {
        while true {
            var word = bits.next64()
            let layer = Int(word & 0xFF)
            word >>= 8
            let isNegative = word & 1 == 1
            let size = (word >> 1) & 0x000F_FFFF_FFFF_FFFF
            let place = Double(size) * Double(bitPattern: normalWidths[layer])
            let x = isNegative ? -place : place
            if size < normalLimits[layer] { return x }
            if layer == 0 {
                while true {
                    let xx = -normalEdgeInverse * log1p(-bits.nextDouble())
                    let yy = -log1p(-bits.nextDouble())
                    if yy + yy > xx * xx { return (size >> 8) & 1 == 1 ? -(normalEdge + xx) : normalEdge + xx }
                }
            }
            let (above, below) = (
                Double(bitPattern: normalHeights[layer - 1]), Double(bitPattern: normalHeights[layer])
            )
            if (above - below) * bits.nextDouble() + below < exp(-0.5 * x * x) { return x }
        }
    }

    /// A standard exponential number.
    static func exponential(_ bits: inout some RandomBits) -> Double {
        while true {
            var word = bits.next64() >> 3
            let layer = Int(word & 0xFF)
            word >>= 8
            let x = Double(word) * Double(bitPattern: exponentialWidths[layer])
            if word < exponentialLimits[layer] { return x }
            if layer == 0 { return exponentialEdge - log1p(-bits.nextDouble()) }
            let (above, below) = (
                Double(bitPattern: exponentialHeights[layer - 1]), Double(bitPattern: exponentialHeights[layer])
            )
            if (above - below) * bits.nextDouble() + below < exp(-x) { return x }
        }
    }
}
