import Glibc
import JSON

/// Makes the frames of outgoing messages: headers with fresh identifiers, parents copied, all signed.
public struct MessageWriter {
    /// Identifies this process; a new one tells clients of a restart.
    public let session: String
    private let signer: Signer
    private let username: String
    private var count = 0

    /// A writer for one process.
    public init(session: String, signer: Signer) {
        self.session = session
        self.signer = signer
        username = getenv("USER").map { String(cString: $0) } ?? "svertka"
    }

    /// Frames from the first identity (or topic) to the content.
    public mutating func frames(
        _ type: String, to identities: [[UInt8]], parent: [UInt8], content: JSON, metadata: JSON = [:]
    ) -> [[UInt8]] {
        count += 1
        let header: JSON = [
            "msg_id": .string("\(session)_\(count)"), "session": .string(session), "username": .string(username),
            "date": .string(Timestamp.now()), "msg_type": .string(type),
            "version": .string(KernelIdentity.protocolVersion),
        ]
        let signed = [header.bytes(), parent, metadata.bytes(), content.bytes()]
        return identities + [Message.delimiter, signer.signature(of: signed)] + signed
    }
}

/// The time in headers: UTC, ISO 8601, six digits of a second, `Z`.
public enum Timestamp {
    /// Now.
    public static func now() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return text(seconds: time.tv_sec, microseconds: time.tv_nsec / 1000)
    }

    /// `2026-01-31T09:05:00.000042Z`.
    public static func text(seconds: Int, microseconds: Int) -> String {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return
            "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))-\(padded(Int(parts.tm_mday), 2))"
            + "T\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))"
            + ".\(padded(microseconds, 6))Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// Random identifiers in the usual form of a UUID, version 4.
enum Identifier {
    /// `8c1b3f0e-…`, from the system's random numbers.
    static func random() -> String {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef")
        var text = ""
        for (place, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(place) { text.append("-") }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }
}
