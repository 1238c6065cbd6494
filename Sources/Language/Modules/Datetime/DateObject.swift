import Glibc

/// The time of a day, perhaps with a zone.
struct ClockTime {
    var hour = 0
    var minute = 0
    var second = 0
    var microsecond = 0
    var fold = 0
    var zone: TimezoneObject?

    /// Microseconds since midnight.
    var microseconds: Int { ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond }

    init() {}

    /// The time so many microseconds after midnight, which must be less than a day.
    init(microseconds: Int, zone: TimezoneObject?) {
        hour = microseconds / 3_600_000_000
        minute = microseconds / 60_000_000 % 60
        second = microseconds / 1_000_000 % 60
        microsecond = microseconds % 1_000_000
        self.zone = zone
    }

    /// CPython's errors for parts that do not exist.
    func check() throws(LanguageError) {
        if !(0...23).contains(hour) { throw LanguageError.valueError("hour must be in 0..23") }
        if !(0...59).contains(minute) { throw LanguageError.valueError("minute must be in 0..59") }
        if !(0...59).contains(second) { throw LanguageError.valueError("second must be in 0..59") }
        if !(0...999_999).contains(microsecond) {
            throw LanguageError.valueError("microsecond must be in 0..999999")
        }
        if fold != 0, fold != 1 { throw LanguageError.valueError("fold must be either 0 or 1") }
    }

    /// `12:34:56.000789+01:00`, as precise as `detail` asks.
    func isoText(_ detail: String = "auto") throws(LanguageError) -> String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let micros = String(String(1_000_000 + microsecond).dropFirst())
        let seconds = "\(two(hour)):\(two(minute)):\(two(second))"
        var text: String
        switch detail {
        case "auto": text = microsecond == 0 ? seconds : "\(seconds).\(micros)"
        case "hours": text = two(hour)
        case "minutes": text = "\(two(hour)):\(two(minute))"
        case "seconds": text = seconds
        case "milliseconds": text = "\(seconds).\(micros.prefix(3))"
        case "microseconds": text = "\(seconds).\(micros)"
        default: throw LanguageError.valueError("Unknown timespec value")
        }
        if let zone { text += TimezoneObject.text(zone.offset) }
        return text
    }

    /// The arguments that `repr` shows, without the trailing ones that are 0.
    var shownParts: [String] {
        var parts = ["\(hour)", "\(minute)"]
        if second != 0 || microsecond != 0 { parts.append("\(second)") }
        if microsecond != 0 { parts.append("\(microsecond)") }
        return parts
    }

    /// `, tzinfo=…` and `, fold=1` of `repr`.
    func shownRest(_ interpreter: Interpreter) throws(LanguageError) -> String {
        var text = fold == 0 ? "" : ", fold=1"
        if let zone { text += ", tzinfo=\(try interpreter.repr(.object(zone)))" }
        return text
    }
}

/// `datetime.date`, and with a time of day `datetime.datetime`.
final class DateObject: Object {
    let year: Int
    let month: Int
    let day: Int
    /// What makes a `datetime` of a `date`.
    let clock: ClockTime?

    /// A date that must exist; CPython's errors where it does not.
    init(_ year: Int, _ month: Int, _ day: Int, _ clock: ClockTime? = nil) throws(LanguageError) {
        if !Gregorian.years.contains(year) { throw LanguageError.valueError("year \(year) is out of range") }
        if !(1...12).contains(month) { throw LanguageError.valueError("month must be in 1..12") }
        if day < 1 || day > Gregorian.days(inMonth: month, of: year) {
            throw LanguageError.valueError("day is out of range for month")
        }
        try clock?.check()
        self.year = year
        self.month = month
        self.day = day
        self.clock = clock
    }

    /// The date of a count of days.
    init(ordinal: Int, _ clock: ClockTime? = nil) throws(LanguageError) {
        if ordinal < 1 || ordinal > Gregorian.lastDay { throw LanguageError.overflow("date value out of range") }
        (year, month, day) = Gregorian.civil(ordinal)
        self.clock = clock
    }

    /// The datetime so many microseconds after the beginning of day 0.
    convenience init(microseconds: Int128, zone: TimezoneObject?) throws(LanguageError) {
        let days = microseconds.flooredQuotient(by: TimedeltaObject.day)
        let rest = microseconds.flooredRemainder(by: TimedeltaObject.day)
        guard days >= 1, days <= Gregorian.lastDay else { throw LanguageError.overflow("date value out of range") }
        try self.init(ordinal: Int(days), ClockTime(microseconds: Int(rest), zone: zone))
    }

    override var nativeType: NativeType { clock == nil ? DateObject.type : DateObject.datetimeType }

    var ordinal: Int { Gregorian.ordinal(year, month, day) }
    /// Since the beginning of day 0, on the own clock.
    var microseconds: Int128 { Int128(ordinal) * TimedeltaObject.day + Int128(clock?.microseconds ?? 0) }
    /// Since the beginning of day 0, in UTC where the zone is known.
    var absolute: Int128 { microseconds - Int128(clock?.zone?.offset ?? 0) }

    /// 1 January 1970.
    static let epoch = Int128(719_163) * TimedeltaObject.day

    /// Seconds since 1970; without a zone, on the machine's clock.
    var timestamp: Double {
        if clock?.zone != nil { return Double(absolute - DateObject.epoch) / 1e6 }
        return Double(moment.localSeconds) + Double(clock?.microsecond ?? 0) / 1e6
    }

    /// The parts that `strftime` writes.
    var moment: Moment {
        Moment(
            year: year, month: month, day: day, hour: clock?.hour ?? 0, minute: clock?.minute ?? 0,
            second: clock?.second ?? 0, microsecond: clock?.microsecond ?? 0, weekday: Gregorian.weekday(ordinal),
            dayOfYear: Gregorian.dayOfYear(year, month, day), offset: clock?.zone?.offset, zone: clock?.zone?.name)
    }

    /// `2024-05-06`.
    var isoDate: String {
        func padded(_ n: Int, _ count: Int) -> String {
            let digits = String(n)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The text of `isoformat`.
    func isoText(separator: String = "T", _ detail: String = "auto") throws(LanguageError) -> String {
        guard let clock else { return isoDate }
        return isoDate + separator + (try clock.isoText(detail))
    }

    /// The moment of a timestamp in a zone, or on the machine's clock.
    static func at(_ timestamp: Double, zone: TimezoneObject?, isUTC: Bool = false) throws(LanguageError) -> DateObject
    {
        if timestamp.isNaN { throw LanguageError.valueError("cannot convert float NaN to integer") }
        if timestamp.isInfinite { throw LanguageError.overflow("cannot convert float infinity to integer") }
        guard abs(timestamp) < 1e15 else { throw LanguageError.valueError("year is out of range") }
        var seconds = timestamp.rounded(.down)
        var micros = ((timestamp - seconds) * 1e6).rounded(.toNearestOrEven)
        if micros >= 1e6 {
            seconds += 1
            micros -= 1e6
        }
        return try at(seconds: Int(seconds), microseconds: Int(micros), zone: zone, isUTC: isUTC)
    }

    /// The moment so many seconds and microseconds after 1970.
    static func at(seconds: Int, microseconds: Int, zone: TimezoneObject?, isUTC: Bool = false) throws(LanguageError)
        -> DateObject
    {
        let offset =
            zone.map(\.offset) ?? (isUTC ? 0 : Moment(seconds: seconds, isLocal: true)?.offset ?? 0)
        let total = epoch + Int128(seconds) * 1_000_000 + Int128(microseconds) + Int128(offset)
        let days = total.flooredQuotient(by: TimedeltaObject.day)
        if days < 1 || days > Gregorian.lastDay {
            let year = Moment(seconds: seconds, isLocal: false)?.year ?? 0
            throw LanguageError.valueError("year \(year) is out of range")
        }
        return try DateObject(microseconds: total, zone: zone)
    }

    /// Now, to the microsecond.
    static func now(zone: TimezoneObject?, isUTC: Bool = false) throws(LanguageError) -> DateObject {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return try at(seconds: now.tv_sec, microseconds: now.tv_nsec / 1000, zone: zone, isUTC: isUTC)
    }

    /// The same moment on the clock of another zone.
    func moved(to zone: TimezoneObject) throws(LanguageError) -> DateObject {
        let offset = clock?.zone?.offset ?? TimezoneObject.local(at: moment.localSeconds).offset
        return try DateObject(microseconds: microseconds - Int128(offset) + Int128(zone.offset), zone: zone)
    }
}
