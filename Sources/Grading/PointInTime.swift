import Glibc

/// A time in UTC to the microsecond, as gradebooks and `timestamp.txt` have it.
public struct PointInTime: Sendable, Equatable, Comparable {
    /// Microseconds since 1970.
    public let microseconds: Int

    public init(microseconds: Int) { self.microseconds = microseconds }

    /// This moment.
    public static var now: PointInTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return PointInTime(microseconds: time.tv_sec * 1_000_000 + time.tv_nsec / 1000)
    }

    public static func < (a: PointInTime, b: PointInTime) -> Bool { a.microseconds < b.microseconds }

    /// Reads `2026-01-02 03:04:05.123456 UTC`: date, then optionally time, fraction and zone (UTC, GMT, Z, a difference
    /// such as +0200, or a zone of the system's database such as CET); `T` may stand between date and time.
    ///
    /// - Throws: `GradingFault` for anything else.
    public init(_ text: String) throws(GradingFault) {
        let fault = GradingFault(
            "'\(text.prefix(60))' is no time like 2026-01-31 23:59:00.000000 UTC (zone: UTC or a difference like +0100)"
        )
        var rest = Substring(text.filter { !$0.isNewline })
        rest = rest.drop { $0 == " " }
        func number(_ digits: ClosedRange<Int>) -> Int? {
            let part = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.contains(part.count), let value = Int(part) else { return nil }
            rest = rest.dropFirst(part.count)
            return value
        }
        func accept(_ signs: String) -> Bool {
            guard let first = rest.first, signs.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let year = number(4...4), accept("-"), let month = number(1...2), accept("-"), let day = number(1...2),
            (1...12).contains(month), (1...31).contains(day)
        else { throw fault }
        var seconds = 0
        var fraction = 0
        if accept(" T") {
            guard let hour = number(1...2), accept(":"), let minute = number(2...2), hour < 24, minute < 60 else {
                throw fault
            }
            var second = 0
            if accept(":") {
                guard let read = number(2...2), read < 61 else { throw fault }
                second = read
                if accept(".") {
                    let part = rest.prefix { $0.isASCII && $0.isNumber }
                    rest = rest.dropFirst(part.count)
                    guard let value = Int((part + "000000").prefix(6)) else { throw fault }
                    fraction = value
                }
            }
            seconds = (hour * 60 + minute) * 60 + second
        }
        let days = PointInTime.days(year, month, day)
        guard let shift = PointInTime.shift(zone: rest.filter { $0 != " " }, at: days * 86400 + seconds) else {
            throw fault
        }
        microseconds = (days * 86400 + seconds - shift) * 1_000_000 + fraction
    }

    /// Days since 1970 of a date of the Gregorian calendar (Howard Hinnant's `days_from_civil`).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Seconds that a zone is ahead of UTC at a local time; `nil` for a zone that nobody knows.
    private static func shift(zone: String, at local: Int) -> Int? {
        if ["", "UTC", "GMT", "Z"].contains(zone) { return 0 }
        if let sign = zone.first, "+-".contains(sign) {
            let digits = zone.dropFirst().filter { $0 != ":" }
            guard digits.count == 4, let number = Int(digits), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                return nil
            }
            return (sign == "-" ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60)
        }
        let isName = zone.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
        guard isName, access("/usr/share/zoneinfo/\(zone)", R_OK) == 0 else { return nil }
        let before = getenv("TZ").map { String(cString: $0) }
        setenv("TZ", zone, 1)
        tzset()
        defer {
            if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
            tzset()
        }
        var seconds = local
        var parts = tm()
        gmtime_r(&seconds, &parts)
        parts.tm_isdst = -1
        return local - mktime(&parts)
    }

    /// `2026-01-02 03:04:05.123456`, as SQLAlchemy stores it.
    public var text: String {
        var seconds = microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
        let fraction = microseconds - seconds * 1_000_000
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return
            "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))-\(padded(Int(parts.tm_mday), 2)) "
            + "\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))"
            + ".\(padded(fraction, 6))"
    }

    /// As Python's `str` writes a `datetime`: without a fraction that is 0.
    public var shortText: String { text.hasSuffix(".000000") ? String(text.dropLast(7)) : text }
}
