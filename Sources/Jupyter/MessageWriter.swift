import Glibc
import JSON

/// Makes the frames of outgoing messages: headers with fresh identifiers, parents copied, all signed.
public struct MessageWriter {
    /// Identifies this process; a new one tells clients of a restart.
    public let session: String
    private let signer: Signer
    private let username: String
    private var count = 0
    /// The `msg_id` of the newest message.
    public var latestID: String { "\(session)_\(count)" }

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
            "msg_id": .string(latestID), "session": .string(session), "username": .string(username),
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
