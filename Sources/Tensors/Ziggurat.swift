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

    // MARK: Single precision

    /// A standard normal number of 23 random bits.
    static func singleNormal(_ bits: inout some RandomBits) -> Float {
        while true {
            let word = bits.next32()
            let layer = Int(word & 0xFF)
            let isNegative = (word >> 8) & 1 == 1
            let size = (word >> 9) & 0x007F_FFFF
            let place = Float(size) * Float(bitPattern: singleNormalWidths[layer])
            let x = isNegative ? -place : place
            if size < singleNormalLimits[layer] { return x }
            if layer == 0 {
                while true {
                    let xx = -Float(normalEdgeInverse) * log1pf(-bits.nextSingle())
                    let yy = -log1pf(-bits.nextSingle())
                    if yy + yy > xx * xx {
                        return (size >> 8) & 1 == 1 ? -(Float(normalEdge) + xx) : Float(normalEdge) + xx
                    }
                }
            }
            let (above, below) = (
                Float(bitPattern: singleNormalHeights[layer - 1]), Float(bitPattern: singleNormalHeights[layer])
            )
            if Double((above - below) * bits.nextSingle() + below) < exp(-0.5 * Double(x) * Double(x)) { return x }
        }
    }

    /// A standard exponential number of 23 random bits.
    static func singleExponential(_ bits: inout some RandomBits) -> Float {
        while true {
            var word = bits.next32() >> 1
            let layer = Int(word & 0xFF)
            word >>= 8
            let x = Float(word) * Float(bitPattern: singleExponentialWidths[layer])
            if word < singleExponentialLimits[layer] { return x }
            if layer == 0 { return Float(exponentialEdge) - log1pf(-bits.nextSingle()) }
            let (above, below) = (
                Float(bitPattern: singleExponentialHeights[layer - 1]),
                Float(bitPattern: singleExponentialHeights[layer])
            )
            if (above - below) * bits.nextSingle() + below < expf(-x) { return x }
        }
    }

    /// Standard normal numbers for a whole buffer: the tables are looked up once.
    static func fillNormal(_ buffer: UnsafeMutableBufferPointer<Double>, _ bits: inout some RandomBits) {
        normalWidths.withUnsafeBufferPointer { widths in
            normalLimits.withUnsafeBufferPointer { limits in
                for i in buffer.indices {
                    // Nearly always the first draw lies inside its layer; the rest begins anew with the same word.
                    let before = bits
                    let word = bits.next64()
                    let layer = Int(word & 0xFF)
                    let size = (word >> 9) & 0x000F_FFFF_FFFF_FFFF
                    if size < limits[layer] {
                        let place = Double(size) * Double(bitPattern: widths[layer])
                        buffer[i] = (word >> 8) & 1 == 1 ? -place : place
                    } else {
                        bits = before
                        buffer[i] = normal(&bits)
                    }
                }
            }
        }
    }
}
