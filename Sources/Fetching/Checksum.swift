import Crypto
import Glibc

/// What a file's bytes must give: the kind of digest that its publisher states, and the digest.
public enum Checksum: Sendable, Equatable {
    /// SHA-256, 64 hexadecimal digits.
    case sha256(String)
    /// MD5, 32 hexadecimal digits: tells damage apart, not malice; for files whose publisher states nothing else.
    case md5(String)

    /// A digest by the number of its digits; `nil` for what is none.
    public init?(_ text: String) {
        let digits = text.lowercased()
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else { return nil }
        switch digits.utf8.count {
        case 64: self = .sha256(digits)
        case 32: self = .md5(digits)
        default: return nil
        }
    }

    /// How it is called, and its digits.
    public var label: String {
        switch self {
        case .sha256(let digits): "SHA-256 \(digits)"
        case .md5(let digits): "MD5 \(digits)"
        }
    }

    /// The digest of the same kind of a file's bytes.
    public func ofFile(_ path: String) throws(FetchError) -> Checksum {
        switch self {
        case .sha256: .sha256(Checksum.digits(of: try Checksum.walk(path, SHA256()).finalize()))
        case .md5: .md5(Checksum.digits(of: try Checksum.walk(path, Insecure.MD5()).finalize()))
        }
    }

    private static func walk<H: HashFunction>(_ path: String, _ start: H) throws(FetchError) -> H {
        var hash = start
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .system(path) }
        defer { close(file) }
        var part = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(file, &part, part.count)
            if count == 0 { return hash }
            if count < 0, errno != EINTR { throw .system(path) }
            part.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<max(count, 0)])) }
        }
    }

    private static func digits(of digest: some Sequence<UInt8>) -> String {
        let signs = Array("0123456789abcdef")
        return String(digest.flatMap { [signs[Int($0 >> 4)], signs[Int($0 & 15)]] })
    }
}
