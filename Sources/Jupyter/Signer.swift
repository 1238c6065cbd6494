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

    /// The first half of a signature: enough to tell it from any other, and held without memory of its own.
    private typealias Half = SIMD4<UInt64>

    private var seen: Set<Half> = []
    private var order: [Half] = []
    private var oldest = 0

    /// True the first time; without a key (an empty signature) always.
    public mutating func isNew(_ signature: [UInt8]) -> Bool {
        if signature.isEmpty { return true }
        let half = ReplayGuard.half(signature)
        guard seen.insert(half).inserted else { return false }
        if order.count < ReplayGuard.limit {
            order.append(half)
        } else {
            seen.remove(order[oldest])
            order[oldest] = half
            oldest = (oldest + 1) % ReplayGuard.limit
        }
        return true
    }

    /// The first 32 of 64 digits; a shorter one is filled with zeros.
    private static func half(_ signature: [UInt8]) -> Half {
        var half = Half()
        withUnsafeMutableBytes(of: &half) { bytes in
            for (place, byte) in signature.prefix(bytes.count).enumerated() { bytes[place] = byte }
        }
        return half
    }
}
