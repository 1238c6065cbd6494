import Glibc

/// Points in time as nbclient and papermill write them.
enum TimeStamp {
    /// `2026-11-22T10:24:28.123456Z`, from microseconds since 1970.
    static func nbclient(_ time: Int) -> String { text(time) + "Z" }

    /// `2026-11-22T10:24:28.123456+00:00`, from microseconds since 1970.
    static func papermill(_ time: Int) -> String { text(time) + "+00:00" }

    private static func text(_ time: Int) -> String {
        var seconds = time / 1_000_000
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return
            "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))-\(padded(Int(parts.tm_mday), 2))"
            + "T\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))"
            + ".\(padded(time % 1_000_000, 6))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
