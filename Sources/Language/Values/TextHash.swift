/// The hash of a text's UTF-8, seeded anew in each process, so that no one can prepare keys that all collide.
///
/// Eight bytes at a time through a folded 128-bit product, as in wyhash (Wang Yi, 2019).
enum TextHash {
    private static let seed = UInt64.random(in: .min ... .max)

    static func of(_ text: String) -> Int {
        var text = text
        if SmallText.isSmall(text) {
            let (low, high) = SmallText.bits(text)
            return Int(truncatingIfNeeded: mixed(mixed(seed ^ low) ^ high))
        }
        return text.withUTF8 { bytes in
            // The same text must hash alike, whichever way it is kept.
            if bytes.count <= SmallText.capacity { return of(String(decoding: bytes, as: UTF8.self)) }
            return of(UnsafeRawBufferPointer(bytes))
        }
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

/// Short texts, which Swift keeps inside the `String` itself: two such are the same exactly if their 16 bytes are.
enum SmallText {
    /// Bytes of UTF-8 that fit.
    static let capacity = 15

    /// The 16 bytes.
    @inline(__always) static func bits(_ text: String) -> (UInt64, UInt64) {
        unsafeBitCast(text, to: (UInt64, UInt64).self)
    }

    /// True where the text is inside the `String`: bit 61 of the second word says so. `Machine` checks this.
    @inline(__always) static func isSmall(_ text: String) -> Bool { bits(text).1 >> 61 & 1 == 1 }

    /// True where texts are kept as this expects.
    static func agrees() -> Bool {
        let long = String(repeating: "a", count: 100)
        let made = String(decoding: Array("ab".utf8), as: UTF8.self)
        return MemoryLayout<String>.size == 16 && isSmall("") && isSmall("ab") && isSmall("привет") && !isSmall(long)
            && bits("ab") == bits(made) && isSmall(String(decoding: Array("123456789012345".utf8), as: UTF8.self))
    }
}
