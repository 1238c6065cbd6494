import Glibc

/// Where a debugger's front end finds a cell: a path made from the cell's text, by a rule that the front end knows too.
///
/// No file lies there. Source: the rule of ipykernel, whose parts `debugInfo` names (MurmurHash2 by Austin Appleby).
enum CellPath {
    static let hashMethod = "Murmur2"
    static let seed: UInt32 = 0xC70F_6907
    static let prefix = "/tmp/svertka_\(getpid())/"
    static let suffix = ".py"

    /// The path of a cell with that text.
    static func path(of code: String) -> String { prefix + String(murmur2(Array(code.utf8), seed)) + suffix }

    /// MurmurHash2 of 32 bits.
    static func murmur2(_ bytes: [UInt8], _ seed: UInt32) -> UInt32 {
        let mix: UInt32 = 0x5BD1_E995
        var hash = seed ^ UInt32(truncatingIfNeeded: bytes.count)
        var at = 0
        while at + 4 <= bytes.count {
            var word = UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
            word |= UInt32(bytes[at + 3]) << 24
            word = word &* mix
            word ^= word >> 24
            word = word &* mix
            hash = (hash &* mix) ^ word
            at += 4
        }
        if at < bytes.count {
            for (place, byte) in bytes[at...].enumerated() { hash ^= UInt32(byte) << (8 * UInt32(place)) }
            hash = hash &* mix
        }
        hash ^= hash >> 13
        hash = hash &* mix
        return hash ^ hash >> 15
    }
}
