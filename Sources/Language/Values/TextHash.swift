/// The hash of a text's UTF-8, seeded anew in each process, so that no one can prepare keys that all collide.
///
/// Eight bytes at a time through a folded 128-bit product, as in wyhash (Wang Yi, 2019).
enum TextHash {
    private static let seed = UInt64.random(in: .min ... .max)

    static func of(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
    }

    static func of(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var at = 0
        while at + 8 <= bytes.count {
            hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var rest: UInt64 = 0
        while at < bytes.count {
            rest = rest << 8 | UInt64(bytes[at])
            at += 1
        }
        return Int(truncatingIfNeeded: mixed(mixed(hash ^ rest) ^ 0x9E37_79B9_7F4A_7C15))
    }

    @inline(__always) private static func mixed(_ x: UInt64) -> UInt64 {
        let product = x.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
