/// The hash of a text's UTF-8, seeded anew in each process, so that no one can prepare keys that all collide.
///
/// Eight bytes at a time through a folded 128-bit product, as in wyhash (Wang Yi, 2019).
enum TextHash {
    private static let seed = UInt64.random(in: .min ... .max)

    @inline(__always) static func of(_ text: String) -> Int {
        let (low, high) = SmallText.bits(text)
        if high >> 61 & 1 == 0 { return ofLong(text) }
        return Int(truncatingIfNeeded: mixed(mixed(seed ^ low) ^ high))
    }

    @inline(never) private static func ofLong(_ text: String) -> Int {
        var text = text
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

    /// Two short texts as one, by shifting their bytes together; `nil` where that would be no short text. The top byte
    /// holds the number of bytes, and whether all are ASCII.
    @inline(__always) static func joined(_ a: String, _ b: String) -> String? {
        let x = bits(a), y = bits(b)
        guard isSmall(a), isSmall(b) else { return nil }
        let first = x.1 >> 56 & 15, count = first + (y.1 >> 56 & 15)
        if count > capacity { return nil }
        let bytes = UInt64.max >> 8
        let whole =
            (UInt128(y.1 & bytes) << 64 | UInt128(y.0)) << UInt128(first * 8) | UInt128(x.1 & bytes) << 64
            | UInt128(x.0)
        let kind = x.1 & y.1 & 0x4000_0000_0000_0000 | 0xA000_0000_0000_0000
        let words = (UInt64(truncatingIfNeeded: whole), UInt64(truncatingIfNeeded: whole >> 64) | kind | count << 56)
        return unsafeBitCast(words, to: String.self)
    }

    /// True where texts are kept as this expects.
    static func agrees() -> Bool {
        let long = String(repeating: "a", count: 100)
        let made = String(decoding: Array("ab".utf8), as: UTF8.self)
        return MemoryLayout<String>.size == 16 && isSmall("") && isSmall("ab") && isSmall("привет") && !isSmall(long)
            && bits("ab") == bits(made) && joins("", "ab") && joins("12345678", "9012345") && joins("пр", "ивет")
            && joins("a", "ж") && joined("12345678", "90123456") == nil
            && isSmall(String(decoding: Array("123456789012345".utf8), as: UTF8.self))
    }

    private static func joins(_ a: String, _ b: String) -> Bool {
        guard let made = joined(a, b) else { return false }
        return bits(made) == bits(String(decoding: Array(a.utf8) + Array(b.utf8), as: UTF8.self))
    }
}
