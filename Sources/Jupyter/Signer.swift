import Crypto

/// Signs and checks the four JSON frames of a message by HMAC-SHA256.
public struct Signer: Sendable {
    /// `nil` for an empty key: nothing is signed, any signature is taken.
    private let key: SymmetricKey?
    private static let digits = Array("0123456789abcdef".utf8)

    /// A signer with the connection file's key.
    public init(key: String) {
        self.key = key.isEmpty ? nil : SymmetricKey(data: Array(key.utf8))
    }

    /// Lower-case hexadecimal digits; empty without a key.
    public func signature(of frames: some Sequence<[UInt8]>) -> [UInt8] {
        guard let key else { return [] }
        var code = HMAC<SHA256>(key: key)
        for frame in frames { code.update(data: frame) }
        var out: [UInt8] = []
        out.reserveCapacity(64)
        for byte in code.finalize() {
            out.append(Signer.digits[Int(byte >> 4)])
            out.append(Signer.digits[Int(byte & 15)])
        }
        return out
    }

    /// True where `signature` is the frames' own. Takes the same time wherever the first difference stands.
    public func accepts(_ signature: [UInt8], of frames: some Sequence<[UInt8]>) -> Bool {
        if key == nil { return true }
        let right = self.signature(of: frames)
        guard signature.count == right.count else { return false }
        var difference: UInt8 = 0
        for place in 0..<right.count { difference |= signature[place] ^ right[place] }
        return difference == 0
    }
}

/// Remembers the last signatures, so that a message that was recorded and sent again is dropped.
public struct ReplayGuard {
    /// As many as Jupyter's own client remembers.
    public static let limit = 1 << 16
    /// A memory without signatures.
    public init() {}

    /// The first 64 bits of a signature. Two of 65,536 messages have the same once in some billions of years; nobody
    /// without the key can look for them.
    private var seen: Set<UInt64> = []
    private var order: [UInt64] = []
    private var oldest = 0

    /// True the first time; without a key (an empty signature) always.
    public mutating func isNew(_ signature: [UInt8]) -> Bool {
        if signature.isEmpty { return true }
        let mark = ReplayGuard.mark(signature)
        guard seen.insert(mark).inserted else { return false }
        if order.count < ReplayGuard.limit {
            order.append(mark)
        } else {
            seen.remove(order[oldest])
            order[oldest] = mark
            oldest = (oldest + 1) % ReplayGuard.limit
        }
        return true
    }

    /// The first 16 hexadecimal digits.
    private static func mark(_ signature: [UInt8]) -> UInt64 {
        signature.prefix(16).reduce(0) { mark, digit in
            // The low bits of '0' ... '9' are their value, those of 'a' ... 'f' 9 less.
            (mark << 4) + UInt64(digit & 15) + (digit > 0x39 ? 9 : 0)
        }
    }
}
