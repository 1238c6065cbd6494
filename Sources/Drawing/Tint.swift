/// A colour that is laid over pixels 0x??RRGGBB, as much of it as they are covered.
struct Tint {
    /// What remains of the pixel below, in parts of 256, so that a division is a shift.
    private let rest: UInt32
    private let redBlue, green: UInt32

    /// - Parameters:
    ///   - word: 0x??RRGGBB.
    ///   - amount, opacity: how much of the pixel is covered and how opaque the colour is, 0 to 255.
    @inline(__always)
    init(_ word: UInt32, amount: UInt32, opacity: UInt32) {
        var share = (amount * opacity + 127) / 255
        share += share >> 7
        rest = 256 - share
        (redBlue, green) = ((word & 0xFF00FF) &* share, (word & 0xFF00) &* share)
    }

    @inline(__always)
    func blend(over pixel: inout UInt32) {
        let mixed = (redBlue &+ (pixel & 0xFF00FF) &* rest) >> 8 & 0xFF00FF
        pixel = mixed | (green &+ (pixel & 0xFF00) &* rest) >> 8 & 0xFF00
    }

    /// 0 to 255 for 0 to 1.
    static func level(_ part: Double) -> UInt32 { UInt32(min(max(part, 0), 1) * 255 + 0.5) }

    /// The colour as 0x00RRGGBB.
    static func word(_ color: Color) -> UInt32 { level(color.red) << 16 | level(color.green) << 8 | level(color.blue) }

    /// One colour over pixels of which 0 to 16 sixteenths are covered.
    struct Shares {
        private let tints: [Tint]

        init(of color: Color) {
            let (word, opacity) = (Tint.word(color), Tint.level(color.alpha))
            tints = (0...16).map { Tint(word, amount: $0 * 255 / 16, opacity: opacity) }
        }

        /// The tint for some sixteenths.
        @inline(__always)
        subscript(sixteenths: Int) -> Tint { tints[sixteenths] }
    }
}
